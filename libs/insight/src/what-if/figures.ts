import type { ChurnAsOfDay } from '../churn-by-tier/churn-by-tier.js'
import type { CampaignFunnel } from '../funnel/funnel.js'
import type { SharedOverheads } from '../overheads/shared-overheads.js'
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

/** A campaign bears indirect cost in its own currency alone. */
export const figuresOfShares = ({ currencies }: SharedOverheads): Figures =>
  Object.fromEntries(
    currencies.flatMap(({ shares }) => shares.map(({ campaign, amount }) => [`${campaign}.amount`, amount])),
  )
