import type { ChurnAsOfDay } from '../churn-by-tier/churn-by-tier.js'
import type { CampaignFunnel } from '../funnel/funnel.js'
import type { ValuePyramid } from '../value-pyramid/value-pyramid.js'

type Figures = Readonly<Record<string, number>>

/** What of an answer is compared, by name. */
export const figuresOfPyramid = ({ tiers }: ValuePyramid): Figures =>
  Object.fromEntries(
    tiers.flatMap(({ tier, customers, amount }) => [
      [`${tier}.customers`, customers],
      [`${tier}.amount`, amount],
    ]),
  )

export const figuresOfChurn = ({ tiers }: ChurnAsOfDay): Figures =>
  Object.fromEntries(
    Object.entries(tiers).flatMap(([tier, { customers, churned }]) => [
      [`${tier}.customers`, customers],
      [`${tier}.churned`, churned],
    ]),
  )

export const figuresOfFunnel = ({ total }: CampaignFunnel): Figures =>
  Object.fromEntries(total.map(({ name, count }) => [`${name}.count`, count]))
