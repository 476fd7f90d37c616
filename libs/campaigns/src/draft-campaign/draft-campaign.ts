import { decide, digestOf, nothing, refuse } from '@ledger/event-sourcing'
import { Nested } from '@ledger/fields'
import { campaignDrafted } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { contradictions, Plan } from '../campaign/plan.js'

export class DraftCampaign {
  @Nested(() => Plan)
  plan: Plan
}

export const draftCampaign = decide(Campaign, DraftCampaign, {}, (campaign, { plan }, { target, actor }) => {
  if (campaign.phase !== 'unknown') {
    const same = campaign.phase === 'draft' && digestOf(campaign.plan) === digestOf(plan)
    return same ? nothing : refuse('campaign-exists', { phase: campaign.phase })
  }
  const problems = contradictions(plan, target.campaign)
  if (problems.length > 0) return refuse('plan-contradicts-itself', { problems })
  return campaignDrafted({ campaign: target.campaign, by: actor, plan })
})
