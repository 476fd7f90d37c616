import { aggregate, decide, event, nothing, refuse } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { Decimal, OneOf, Reason } from '@ledger/fields'

/**
 * Where A, B and C end, in the order of value descending, and of id ascending where values are equal; D is the rest.
 * - rank: A is the first ⌈a·n⌉ customers, B goes on to ⌈b·n⌉, C to ⌈c·n⌉.
 * - cumulative-share: A while the sum before the customer is below the share a of the gain, and so on.
 *   The gain is the sum of the values above zero, so that whoever brings nothing or a loss is in D.
 * - amount: A from a value of a minor units, and so on; equal values are always in one tier.
 *
 * Shares stand between 0 and 1 in steps of a millionth. Bounds ascend (amounts descend); one that does not leaves its tier empty.
 */
export interface TierCuts {
  readonly by: 'rank' | 'cumulative-share' | 'amount'
  readonly a: number
  readonly b: number
  readonly c: number
}

export const tierCutsSet = event('TierCutsSet')<{ cuts: TierCuts; reason: string }>()

/** Version 0 is what holds where nobody has decided anything. */
export const TierCutsPolicy = aggregate({
  category: 'policy',
  ids: ['policy'],
  events: [tierCutsSet],
  initial: { version: 0, value: { by: 'rank', a: 0.2, b: 0.5, c: 0.8 } as TierCuts },
  fold: ({ version }, { data }: EventOf<typeof tierCutsSet>) => ({ version: version + 1, value: data.cuts }),
})

export class SetTierCuts {
  @OneOf(['rank', 'cumulative-share', 'amount'])
  by: TierCuts['by']

  @Decimal({
    about: 'Where A ends: 0.2 is 20 % of the customers, or of the value; or the smallest amount of an A customer.',
    example: 0.2,
  })
  a: number

  @Decimal({ example: 0.5 })
  b: number

  @Decimal({ example: 0.8 })
  c: number

  @Reason()
  reason: string
}

export const setTierCuts = decide(TierCutsPolicy, SetTierCuts, {}, ({ value }, { by, a, b, c, reason }) => {
  if (!cutsInOrder({ by, a, b, c })) {
    const rule =
      by === 'amount' ? 'whole amounts that fall from a to c' : 'parts of one that rise from a to c, to the millionth'
    return refuse('tier-cuts-out-of-order', { rule })
  }
  const same = value.by === by && value.a === a && value.b === b && value.c === c
  return same ? nothing : tierCutsSet({ cuts: { by, a, b, c }, reason })
})

/** Whether the bounds are such as leave no tier out by mistake. */
export function cutsInOrder({ by, a, b, c }: TierCuts): boolean {
  if (by === 'amount') return a > b && b > c && [a, b, c].every(Number.isSafeInteger)
  return 0 < a && a < b && b < c && c <= 1 && [a, b, c].every((part) => Number(part.toFixed(6)) === part)
}
