import { decide, digestOf, nothing, refuse } from '@ledger/event-sourcing'
import { Nested, OneOf, Text } from '@ledger/fields'
import { campaignTakenOver } from '../campaign/campaign.events.js'
import type { TakenOverPhase } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { contradictions, Plan } from '../campaign/plan.js'

export const takenOverPhases = ['running', 'underway', 'held', 'evaluated'] as const satisfies readonly TakenOverPhase[]

export class TakeOverCampaign {
  @Nested(() => Plan)
  plan: Plan

  @OneOf(takenOverPhases, { about: 'How far it had come when it was taken over.' })
  phase: TakenOverPhase

  @Text({ about: 'The system or file that it comes from.', example: 'crm export of 2027-01-31' })
  source: string
}

/** Takes over a campaign of the past. Its history lies elsewhere: no approval is pretended. */
export const takeOverCampaign = decide(Campaign, TakeOverCampaign, {}, (campaign, command, { target }) => {
  const { plan, phase, source } = command
  if (campaign.phase !== 'unknown') {
    const same = campaign.takenOver && digestOf(campaign.plan) === digestOf(plan)
    return same ? nothing : refuse('campaign-exists', { phase: campaign.phase })
  }
  const problems = contradictions(plan, target.campaign)
  if (problems.length > 0) return refuse('plan-contradicts-itself', { problems })
  return campaignTakenOver({ campaign: target.campaign, plan, phase, source })
})
