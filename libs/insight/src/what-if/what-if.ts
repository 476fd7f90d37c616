/** The settings of a question, as it writes them; what it does not name is as in force. */
export interface OtherPolicy {
  readonly cuts?: string
  readonly days?: string
  readonly stages?: string
  readonly key?: string
}

/** A figure under the policy in force, and under another one. */
export interface ChangedFigure {
  /** `A.customers`, `accepted.count`, `spring-fair.amount` */
  readonly figure: string
  readonly inForce: number
  readonly other: number
}

/** An answer under another policy, and which figures that would change. */
export interface Otherwise<Answer> {
  readonly policy: OtherPolicy
  readonly answer: Answer
  readonly changes: readonly ChangedFigure[]
}

/** The same question under the policies in force and under others: nothing of it is so, and nothing was changed. */
export interface WhatIf<Answer> {
  readonly whatIf: true
  readonly inForce: Answer
  readonly others: readonly Otherwise<Answer>[]
}

type Figures = Readonly<Record<string, number>>

/** Answers a question under the policies in force and, beside it, under each of the others (Z05). */
export async function whatIf<Answer>(
  others: readonly OtherPolicy[],
  answer: (policy: OtherPolicy) => Promise<Answer>,
  figuresOf: (answer: Answer) => Figures,
): Promise<WhatIf<Answer>> {
  const inForce = await answer({})
  const before = figuresOf(inForce)
  const otherwise: Otherwise<Answer>[] = []
  for (const policy of others) {
    const other = await answer(policy)
    otherwise.push({ policy, answer: other, changes: changesOf(before, figuresOf(other)) })
  }
  return { whatIf: true, inForce, others: otherwise }
}

/** A figure that one of the two does not have is nothing that changed. */
function changesOf(before: Figures, after: Figures): readonly ChangedFigure[] {
  return Object.entries(before).flatMap(([figure, inForce]) => {
    const other = after[figure]
    return other === undefined || other === inForce ? [] : [{ figure, inForce, other }]
  })
}
