import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Reason } from '@ledger/fields'
import { amendmentSentBack, campaignSentBack } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { inExecution, inPhase } from '../campaign/rules.js'

export class SendBackCampaign {
  @Reason()
  reason: string
}

/** Sends the submitted plan, or the amendment that waits, back to those who wrote it. */
export const sendBackCampaign = decide(Campaign, SendBackCampaign, {}, (campaign, { reason }, { target, actor }) => {
  if (campaign.phase === 'draft') return nothing
  const refusal = inPhase(campaign, ['submitted', ...inExecution])
  if (refusal) return refusal
  if (campaign.phase !== 'submitted' && !campaign.amendmentPending) return nothing
  if (campaign.writers.includes(actor)) return refuse('four-eyes', { writers: campaign.writers })
  const back = { campaign: target.campaign, reason }
  return campaign.phase === 'submitted' ? campaignSentBack(back) : amendmentSentBack(back)
})
