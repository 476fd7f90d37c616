import type { Schemas } from '../api/client'
import { tiers } from './use-churn'
import type { Month, Tier } from './use-churn'

/** One tier in one month. */
export interface Cell extends Pick<Schemas['ChurnInMonth'], 'active' | 'churned' | 'cameBack' | 'rate'> {
  readonly month: string
  readonly tier: Tier
}

export const cellsOf = (months: readonly Month[]): readonly Cell[] =>
  months.flatMap(({ month, tiers: own }) => tiers.map((tier) => ({ month, tier, ...own[tier] })))

/** Where the rate is highest; undefined where nobody churned. */
export function highest(cells: readonly Cell[]): Cell | undefined {
  const rateOf = ({ rate }: Cell) => rate?.rate ?? 0
  const top = cells.toSorted((a, b) => rateOf(b) - rateOf(a))[0]
  return top && rateOf(top) > 0 ? top : undefined
}
