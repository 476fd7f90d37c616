import { refuse } from '@ledger/event-sourcing'
import type { Refusal } from '@ledger/event-sourcing'
import type { CampaignState, Phase } from './campaign.js'

/** Refuses (`campaign-unknown`, `campaign-not-in-phase`) unless the campaign is in one of the phases. */
export function inPhase({ phase }: CampaignState, allowed: readonly Phase[]): Refusal | undefined {
  if (phase === 'unknown') return refuse('campaign-unknown')
  return allowed.includes(phase) ? undefined : refuse(`campaign-${phase}`, { phase, allowed })
}

/** The phases in which a campaign is carried out: its approved plan counts, people may be invited and answer. */
export const inExecution = ['approved', 'running', 'underway'] as const satisfies readonly Phase[]

/** The phases in which an approved campaign may still bind money: to evaluate it asks that none is bound any more. */
export const beforeEvaluation = [...inExecution, 'held'] as const satisfies readonly Phase[]

/** The phases in which facts about an approved campaign may still arrive, late ones included. */
export const sinceApproval = [...beforeEvaluation, 'evaluated'] as const satisfies readonly Phase[]

/**
 * Refuses unless bills may come: since approval, and after an approved campaign was cancelled, for what was ordered may
 * still cost something. What was cancelled before approval never had a budget.
 */
export function billed(campaign: CampaignState): Refusal | undefined {
  const ended = campaign.approvedPlan === undefined ? [] : (['cancelled'] as const)
  return inPhase(campaign, [...sinceApproval, ...ended])
}
