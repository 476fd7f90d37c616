import { decide, digestOf, nothing, refuse } from '@ledger/event-sourcing'
import { Flag, Text } from '@ledger/fields'
import { campaignEvaluated } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { inPhase } from '../campaign/rules.js'

export class EvaluateCampaign {
  @Text({ max: 5_000, about: 'What was reached, and what the next plan should learn from it.' })
  conclusion: string

  @Flag({ about: 'Whether the goals of the approved plan were met.' })
  goalsMet: boolean
}

/** Closes the campaign with a judgement and the money as it stands on that day; nothing is committed any more (E14, P07). */
export const evaluateCampaign = decide(Campaign, EvaluateCampaign, {}, (campaign, command, { target }) => {
  // One judgement, once; who has another one is told.
  const said = digestOf([command.conclusion, command.goalsMet])
  if (campaign.evaluation === said) return nothing
  const refusal = inPhase(campaign, ['held'])
  if (refusal) return refusal
  if (campaign.amendmentPending) return refuse('amendment-pending')
  if (campaign.committed > 0) return refuse('commitments-open', { committed: campaign.committed })
  const { budget, currency } = campaign.approvedPlan!
  const planned = budget.reduce((sum, { amount }) => sum + amount, 0)
  const { conclusion, goalsMet } = command
  return campaignEvaluated({
    campaign: target.campaign,
    conclusion,
    goalsMet,
    spent: campaign.spent,
    budget: planned,
    currency,
  })
})
