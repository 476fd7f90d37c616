import { decide, digestOf, nothing, refuse } from '@ledger/event-sourcing'
import { Text } from '@ledger/fields'
import { amendmentApproved, campaignApproved } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { inExecution, inPhase } from '../campaign/rules.js'

export class ApproveCampaign {
  @Text({ max: 2_000, optional: true, about: "Why, in the approver's words; kept for ever." })
  comment?: string
}

/** Approves the submitted plan, or the amendment that waits, and freezes it. Never by somebody who wrote it (P03, four eyes). */
export const approveCampaign = decide(Campaign, ApproveCampaign, {}, (campaign, { comment }, { target, actor }) => {
  const refusal = inPhase(campaign, ['submitted', ...inExecution])
  if (refusal) return refusal
  if (campaign.phase !== 'submitted' && !campaign.amendmentPending) return nothing
  if (campaign.writers.includes(actor)) return refuse('four-eyes', { writers: campaign.writers })
  const approval = {
    campaign: target.campaign,
    by: actor,
    planDigest: digestOf(campaign.plan),
    ...(comment === undefined ? {} : { comment }),
  }
  return campaign.phase === 'submitted' ? campaignApproved(approval) : amendmentApproved(approval)
})
