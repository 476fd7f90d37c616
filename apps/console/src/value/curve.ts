import type { Answer } from './screen'

/** The best customers, as a share of all, bring this share of the value. */
export interface Point {
  readonly customers: number
  readonly value: number
}

/** The known points of the curve: the ends of the tiers, the best fifth, and those who bring 80 %. */
export function curveOf({
  tiers,
  customers,
  concentration,
}: Pick<Answer, 'tiers' | 'customers' | 'concentration'>): readonly Point[] {
  let [people, value] = [0, 0]
  const ends = tiers.map((tier) => {
    people += tier.customers
    value += tier.share ?? 0
    return { customers: people / customers, value }
  })
  const groups = [concentration.top20, concentration.most80].flatMap((one) => one ?? [])
  const points = [
    { customers: 0, value: 0 },
    ...ends,
    ...groups.map(({ part, share }) => ({ customers: part, value: share })),
  ]
  const inOrder = points.toSorted((a, b) => a.customers - b.customers || a.value - b.value)
  return inOrder.filter(
    ({ customers: x, value: y }, at) => at === 0 || x !== inOrder[at - 1]!.customers || y !== inOrder[at - 1]!.value,
  )
}
