import type { Schemas } from '../../api/client'
import { isNamed, kindOf } from '../timeline/subject'
import type { Wanted } from '../timeline/use-history'

export const bys = ['known', 'position', 'occurred'] as const
export type By = (typeof bys)[number]

/** Two moments of something; moments in UTC, or positions of the log. Now where `to` is missing. */
export interface AskedDiff {
  readonly subject: string
  readonly from: string
  readonly to?: string
  readonly by?: 'occurred'
}

/** What the address asks for; nothing while something is missing, or is no moment. */
export function askedOf(get: (name: string) => string | undefined, by: By): AskedDiff | undefined {
  const [subject, from, to] = [get('subject'), get('from'), get('to')]
  const fits = (text: string) => /^\d{1,15}$/.test(text) === (by === 'position')
  if (subject === undefined || kindOf(subject) === 'log' || !isNamed(subject)) return undefined
  if (from === undefined || !fits(from) || (to !== undefined && !fits(to))) return undefined
  return { subject, from, ...(to === undefined ? {} : { to }), ...(by === 'occurred' ? { by } : {}) }
}

/** The events that lie between the two moments of an answer. */
export function behindOf({ subject, from, to }: Pick<Schemas['Diff'], 'subject' | 'from' | 'to'>): Wanted {
  return {
    subject,
    order: 'newest',
    ...(kindOf(subject) === 'campaign' ? { with: 'participants' as const } : {}),
    ...(from.knownAtPosition === undefined ? {} : { afterPosition: from.knownAtPosition }),
    ...(to.knownAtPosition === undefined ? {} : { toPosition: to.knownAtPosition }),
    ...(from.asOf === undefined ? {} : { occurredAfter: from.asOf }),
    ...(to.asOf === undefined ? {} : { occurredBy: to.asOf }),
  }
}

/** Changes by what they are of: the first step of their path, in the order in which they come. */
export function byPart<C extends { readonly field: string }>(
  changes: readonly C[],
): readonly { readonly part: string; readonly changes: readonly C[] }[] {
  const parts = Map.groupBy(changes, ({ field }) => field.split('.')[0]!)
  return [...parts].map(([part, own]) => ({ part, changes: own }))
}
