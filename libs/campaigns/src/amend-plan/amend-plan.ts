import { decide, digestOf, nothing, refuse } from '@ledger/event-sourcing'
import { Nested, Reason } from '@ledger/fields'
import { planAmended } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { contradictions, Plan } from '../campaign/plan.js'
import { inExecution, inPhase } from '../campaign/rules.js'

export class AmendPlan {
  @Nested(() => Plan)
  plan: Plan

  @Reason()
  reason: string
}

/** Proposes a change to an approved plan. Until somebody else approves it, the approved plan is carried out. */
export const amendPlan = decide(Campaign, AmendPlan, {}, (campaign, { plan, reason }, { target, actor }) => {
  const refusal = inPhase(campaign, inExecution)
  if (refusal) return refusal
  if (digestOf(campaign.plan) === digestOf(plan)) return nothing
  const problems = contradictions(plan, target.campaign)
  if (problems.length > 0) return refuse('plan-contradicts-itself', { problems })
  // What was spent is added up in one currency, so it stays the one of the plan approved first.
  const { currency } = campaign.approvedPlan!
  if (plan.currency !== currency) return refuse('currency-differs', { currency })
  return planAmended({ campaign: target.campaign, by: actor, plan, reason })
})
