import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Reason } from '@ledger/fields'
import { campaignRejected } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { inPhase } from '../campaign/rules.js'

export class RejectCampaign {
  @Reason()
  reason: string
}

export const rejectCampaign = decide(Campaign, RejectCampaign, {}, (campaign, { reason }, { target, actor }) => {
  if (campaign.phase === 'rejected') return nothing
  const refusal = inPhase(campaign, ['submitted'])
  if (refusal) return refusal
  if (campaign.writers.includes(actor)) return refuse('four-eyes', { writers: campaign.writers })
  return campaignRejected({ campaign: target.campaign, reason })
})
