import { aggregate, digestOf } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { campaignEvents } from './campaign.events.js'
import type { PlanData } from './campaign.events.js'

export const phases = [
  'draft',
  'submitted',
  'rejected',
  'approved',
  'running',
  'underway',
  'held',
  'evaluated',
  'cancelled',
] as const
export type Phase = (typeof phases)[number]

/** What decisions about a campaign ask for. */
export interface CampaignState {
  /** `unknown`: nobody has planned it. */
  readonly phase: Phase | 'unknown'
  /** The plan as last written: a draft, or the approved plan with an amendment that waits for approval. */
  readonly plan?: PlanData
  /** The plan that was approved last; what is carried out. */
  readonly approvedPlan?: PlanData
  readonly amendmentPending: boolean
  readonly waves: Readonly<Record<string, { readonly group: string; readonly channel: string }>>
  readonly registration?: { readonly capacity: number; readonly offerHours: number }
  readonly costs: Readonly<Record<string, CostState>>
  readonly spent: number
  readonly commitments: Readonly<Record<string, CommitmentState>>
  /** The sum of the commitments that are open. */
  readonly committed: number
  readonly takenOver: boolean
  /** Digest of the judgement, once it is given. */
  readonly evaluation?: string
  /** Who wrote the plan (or the amendment) that waits; four eyes are not theirs. */
  readonly writers: readonly string[]
}

export interface CostState {
  /** Of all that was said of it. */
  readonly digest: string
  readonly line: string
  readonly amount: number
  readonly currency: string
  readonly reversed: boolean
  /** The commitment that it settles unless it is reversed. */
  readonly commitment?: string
}

export interface CommitmentState {
  /** Of all that was said of it. */
  readonly digest: string
  readonly line: string
  readonly amount: number
  readonly currency: string
  readonly released: boolean
  /** The cost that settled it; open while there is none and it is not released. */
  readonly settledBy?: string
}

export type CampaignEvent = EventOf<(typeof campaignEvents)[number]>

const initial: CampaignState = {
  phase: 'unknown',
  amendmentPending: false,
  waves: {},
  costs: {},
  spent: 0,
  commitments: {},
  committed: 0,
  takenOver: false,
  writers: [],
}

export const Campaign = aggregate({ category: 'campaign', ids: ['campaign'], events: campaignEvents, initial, fold })

function fold(campaign: CampaignState, event: CampaignEvent): CampaignState {
  switch (event.type) {
    case 'CampaignDrafted':
    case 'PlanRevised':
      return writtenBy(event.data.by, { ...campaign, phase: 'draft', plan: event.data.plan })
    case 'CampaignSubmitted':
      return writtenBy(event.data.by, { ...campaign, phase: 'submitted' })
    case 'CampaignApproved':
      return frozen({ ...campaign, phase: 'approved' })
    case 'CampaignSentBack':
      return { ...campaign, phase: 'draft' }
    case 'CampaignRejected':
      return { ...campaign, phase: 'rejected' }
    case 'PlanAmended':
      return writtenBy(event.data.by, { ...campaign, plan: event.data.plan, amendmentPending: true })
    case 'AmendmentApproved':
      return frozen(campaign)
    case 'AmendmentSentBack':
      return { ...campaign, plan: campaign.approvedPlan!, amendmentPending: false, writers: [] }
    case 'WaveBegun': {
      const { wave, group, channel } = event.data
      return running({ ...campaign, waves: { ...campaign.waves, [wave]: { group, channel } } })
    }
    case 'RegistrationOpened': {
      const { capacity, offerHours } = event.data
      return running({ ...campaign, registration: { capacity, offerHours } })
    }
    case 'CampaignStarted':
      return { ...campaign, phase: 'underway' }
    case 'CampaignFinished':
      return { ...campaign, phase: 'held' }
    case 'CostRecorded': {
      const { cost, line, amount, currency, commitment } = event.data
      const settling = commitment === undefined ? {} : { commitment }
      const known = { digest: digestOfCost(event.data), line, amount, currency, reversed: false, ...settling }
      const paid = { ...campaign, costs: { ...campaign.costs, [cost]: known }, spent: campaign.spent + amount }
      return committing(paid, commitment, (open) => ({ ...open, settledBy: cost }))
    }
    case 'CostReversed': {
      const { cost, amount } = event.data
      const known = campaign.costs[cost]!
      const costs = { ...campaign.costs, [cost]: { ...known, reversed: true } }
      const back = { ...campaign, costs, spent: campaign.spent - amount }
      return committing(back, known.commitment, ({ settledBy, ...settled }) =>
        settledBy === undefined || settledBy === cost ? settled : { ...settled, settledBy },
      )
    }
    case 'CostCommitted': {
      const { commitment, line, amount, currency } = event.data
      const known = { digest: digestOfCost(event.data), line, amount, currency, released: false }
      const commitments = { ...campaign.commitments, [commitment]: known }
      return { ...campaign, commitments, committed: campaign.committed + amount }
    }
    case 'CommitmentReleased':
      return committing(campaign, event.data.commitment, (open) => ({ ...open, released: true }))
    case 'CampaignEvaluated':
      return { ...campaign, phase: 'evaluated', evaluation: digestOf([event.data.conclusion, event.data.goalsMet]) }
    case 'CampaignCancelled':
      return { ...campaign, phase: 'cancelled' }
    case 'CampaignTakenOver':
      return frozen({ ...campaign, phase: event.data.phase, plan: event.data.plan, takenOver: true })
  }
}

/** With a commitment changed, where there is one, and the sum of the open ones with it. */
function committing(
  campaign: CampaignState,
  commitment: string | undefined,
  change: (known: CommitmentState) => CommitmentState,
): CampaignState {
  if (commitment === undefined) return campaign
  const before = campaign.commitments[commitment]!
  const after = change(before)
  return {
    ...campaign,
    commitments: { ...campaign.commitments, [commitment]: after },
    committed: campaign.committed - openAmount(before) + openAmount(after),
  }
}

/** What a commitment binds: all of it while it is open, nothing once it is settled or released. */
const openAmount = ({ amount, released, settledBy }: CommitmentState): number =>
  released || settledBy !== undefined ? 0 : amount

/** What a cost or a commitment is, apart from when the ledger learned of it. */
export function digestOfCost(said: object): string {
  const { campaign: _, afterEvaluation: __, ...cost } = said as { campaign?: string; afterEvaluation?: true }
  return digestOf(cost)
}

const writtenBy = (by: string, campaign: CampaignState): CampaignState =>
  campaign.writers.includes(by) ? campaign : { ...campaign, writers: [...campaign.writers, by] }

const frozen = (campaign: CampaignState): CampaignState => ({
  ...campaign,
  approvedPlan: campaign.plan!,
  amendmentPending: false,
  writers: [],
})

/** The first wave, or registration that opens, sets an approved campaign running. */
const running = (campaign: CampaignState): CampaignState =>
  campaign.phase === 'approved' ? { ...campaign, phase: 'running' } : campaign
