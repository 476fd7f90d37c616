import { decide, digestOf, nothing } from '@ledger/event-sourcing'
import { campaignSubmitted } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { inPhase } from '../campaign/rules.js'

export class SubmitCampaign {}

export const submitCampaign = decide(Campaign, SubmitCampaign, {}, (campaign, _, { target, actor }) => {
  if (campaign.phase === 'submitted') return nothing
  return (
    inPhase(campaign, ['draft']) ??
    campaignSubmitted({ campaign: target.campaign, by: actor, planDigest: digestOf(campaign.plan) })
  )
})
