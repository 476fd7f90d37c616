import { event } from '@ledger/event-sourcing'
import type { Channel, Plan } from './plan.js'

/** The plan as it stands in events: the same fields, without the class. */
export type PlanData = Readonly<Plan>

interface Of {
  readonly campaign: string
}
/** Who did it, where a later decision asks for that: those who wrote a plan cannot approve it. */
interface By {
  readonly by: string
}
/** Money of a budget line, in the smallest unit of its currency. */
interface OfLine extends Of {
  readonly line: string
  readonly amount: number
  readonly currency: string
}
interface Charged {
  readonly day: string
  readonly supplier?: string
  readonly document?: string
}

export const campaignDrafted = event('CampaignDrafted')<Of & By & { plan: PlanData }>()
export const planRevised = event('PlanRevised')<Of & By & { plan: PlanData }>()
export const campaignSubmitted = event('CampaignSubmitted')<Of & By & { planDigest: string }>()
/** `planDigest`: SHA-256 of the canonical JSON of the plan that was approved and is now frozen. */
export const campaignApproved = event('CampaignApproved')<Of & By & { planDigest: string; comment?: string }>()
export const campaignSentBack = event('CampaignSentBack')<Of & { reason: string }>()
export const campaignRejected = event('CampaignRejected')<Of & { reason: string }>()
/** A change to an approved plan, proposed; it takes effect when somebody else approves it. */
export const planAmended = event('PlanAmended')<Of & By & { plan: PlanData; reason: string }>()
export const amendmentApproved = event('AmendmentApproved')<Of & By & { planDigest: string; comment?: string }>()
export const amendmentSentBack = event('AmendmentSentBack')<Of & { reason: string }>()
export const waveBegun = event('WaveBegun')<Of & { wave: string; group: string; channel: Channel }>()
export const registrationOpened = event('RegistrationOpened')<Of & { capacity: number; offerHours: number }>()
export const campaignStarted = event('CampaignStarted')<Of>()
export const campaignFinished = event('CampaignFinished')<Of>()
/**
 * `afterEvaluation`: it came too late for the evaluation, which is not rewritten. `commitment`: the one that it settles,
 * as a whole, whatever the amount; the first version knew of none.
 */
export const costRecorded = event('CostRecorded', { version: 2, upcasts: { 1: (data) => data } })<
  OfLine & Charged & { cost: string; commitment?: string; afterEvaluation?: true }
>()
export const costReversed = event('CostReversed')<OfLine & { cost: string; reason: string }>()
/** Money that is promised to somebody, by an order or a contract, and not spent yet. */
export const costCommitted = event('CostCommitted')<OfLine & Charged & { commitment: string }>()
/** Nothing will be spent on it any more. */
export const commitmentReleased = event('CommitmentReleased')<OfLine & { commitment: string; reason: string }>()
export const campaignEvaluated = event('CampaignEvaluated')<
  Of & { conclusion: string; goalsMet: boolean; spent: number; budget: number; currency: string }
>()
export const campaignCancelled = event('CampaignCancelled')<Of & { reason: string; phase: string }>()
/** A campaign of the past, taken over from a named source as it was: nobody approved anything here. */
export const campaignTakenOver = event('CampaignTakenOver')<
  Of & { plan: PlanData; phase: TakenOverPhase; source: string }
>()

export type TakenOverPhase = 'running' | 'underway' | 'held' | 'evaluated'

export const campaignEvents = [
  campaignDrafted,
  planRevised,
  campaignSubmitted,
  campaignApproved,
  campaignSentBack,
  campaignRejected,
  planAmended,
  amendmentApproved,
  amendmentSentBack,
  waveBegun,
  registrationOpened,
  campaignStarted,
  campaignFinished,
  costRecorded,
  costReversed,
  costCommitted,
  commitmentReleased,
  campaignEvaluated,
  campaignCancelled,
  campaignTakenOver,
] as const
