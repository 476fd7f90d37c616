import { decide, digestOf, nothing, refuse } from '@ledger/event-sourcing'
import { Nested } from '@ledger/fields'
import { planRevised } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { contradictions, Plan } from '../campaign/plan.js'
import { inPhase } from '../campaign/rules.js'

export class RevisePlan {
  @Nested(() => Plan)
  plan: Plan
}

export const revisePlan = decide(Campaign, RevisePlan, {}, (campaign, { plan }, { target, actor }) => {
  const refusal = inPhase(campaign, ['draft'])
  if (refusal) return refusal
  if (digestOf(campaign.plan) === digestOf(plan)) return nothing
  const problems = contradictions(plan, target.campaign)
  if (problems.length > 0) return refuse('plan-contradicts-itself', { problems })
  return planRevised({ campaign: target.campaign, by: actor, plan })
})
