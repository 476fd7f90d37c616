import { decide, nothing } from '@ledger/event-sourcing'
import { campaignStarted } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { inPhase } from '../campaign/rules.js'

export class StartCampaign {}

export const startCampaign = decide(Campaign, StartCampaign, {}, (campaign, _, { target }) => {
  if (campaign.phase === 'underway') return nothing
  return inPhase(campaign, ['running']) ?? campaignStarted({ campaign: target.campaign })
})
