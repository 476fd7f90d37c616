export const subjectKinds = ['log', 'campaign', 'participant', 'customer', 'overheads', 'policy'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** What a subject is of: `campaign/fair` → `campaign`; the whole log where there is none. */
export function kindOf(subject: string | undefined): SubjectKind {
  const [kind] = (subject ?? 'log').split('/')
  return subjectKinds.find((one) => one === kind) ?? 'log'
}

/** What stands behind the kind: `participant/fair/anna` → `fair/anna`. */
export const restOf = (subject: string | undefined): string => (subject ?? '').split('/').slice(1).join('/')

export const subjectOf = (kind: SubjectKind, rest: string): string | undefined =>
  kind === 'log' ? undefined : `${kind}/${rest}`

/** Whether it is said which one; the whole log needs no name. */
export const isNamed = (subject: string | undefined): boolean => kindOf(subject) === 'log' || restOf(subject) !== ''
