import { decide, nothing } from '@ledger/event-sourcing'
import { campaignFinished } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { inPhase } from '../campaign/rules.js'

export class FinishCampaign {}

export const finishCampaign = decide(Campaign, FinishCampaign, {}, (campaign, _, { target }) => {
  if (campaign.phase === 'held') return nothing
  return inPhase(campaign, ['underway']) ?? campaignFinished({ campaign: target.campaign })
})
