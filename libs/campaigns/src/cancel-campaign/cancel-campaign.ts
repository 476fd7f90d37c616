import { decide, nothing } from '@ledger/event-sourcing'
import { Reason } from '@ledger/fields'
import { campaignCancelled } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { inExecution, inPhase } from '../campaign/rules.js'

export class CancelCampaign {
  @Reason()
  reason: string
}

export const cancelCampaign = decide(Campaign, CancelCampaign, {}, (campaign, { reason }, { target }) => {
  const { phase } = campaign
  if (phase === 'cancelled') return nothing
  return (
    inPhase(campaign, ['draft', 'submitted', ...inExecution, 'held']) ??
    campaignCancelled({ campaign: target.campaign, reason, phase })
  )
})
