import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Reason } from '@ledger/fields'
import { own } from '@ledger/values'
import { costReversed } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { reckoned } from '../campaign/charge.js'
import { billed } from '../campaign/rules.js'

export class ReverseCost {
  @Id({ example: 'invoice-4711' })
  cost: string

  @Reason()
  reason: string
}

/** Takes a cost that was recorded in error out of the sum; both stay in the history. What it settled is open again. */
export const reverseCost = decide(Campaign, ReverseCost, {}, (campaign, { cost, reason }, { target }) => {
  const refusal = billed(campaign)
  if (refusal) return refusal
  const known = own(campaign.costs, cost)
  if (!known) return refuse('cost-unknown', { cost })
  if (known.reversed) return nothing
  const { line, amount, currency, commitment } = known
  const opened = commitment === undefined ? 0 : campaign.commitments[commitment]!.amount
  return (
    reckoned(campaign, opened, amount) ??
    costReversed({ campaign: target.campaign, cost, line, amount, currency, reason })
  )
})
