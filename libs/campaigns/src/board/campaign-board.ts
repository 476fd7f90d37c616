import type { Recorded } from '@ledger/event-sourcing'
import { view } from '@ledger/read-store'
import { campaignEvents } from '../campaign/campaign.events.js'
import type { PlanData } from '../campaign/campaign.events.js'
import type { CampaignEvent, Phase } from '../campaign/campaign.js'
import { budgeted } from './budget.js'
import type { CampaignDocument, Step } from './campaign-document.js'

/** One document a campaign: the board shows many of them, the detail one. */
export const campaignBoard = view('campaigns', {
  version: 3,
  reads: campaignEvents,
  indexes: [
    ['phase'],
    ['plan.kind'],
    ['plan.owner'],
    ['plan.period.from'],
    ['plan.name'],
    ['changedAt'],
    ['campaign'],
    ['approvedPlan.period.from', 'approvedPlan.period.to'],
  ],
  keys: (event) => [event.data.campaign],
  fold: (known: CampaignDocument | undefined, event): CampaignDocument => {
    const document = known ?? planned(event)
    const { revision, metadata } = event
    const changed = { ...document, ...changes(document, event) }
    return { ...changed, ...budgeted(changed), revision, changedAt: metadata.recordedAt }
  },
})

function planned(event: Recorded<CampaignEvent>): CampaignDocument {
  const plan = (event.data as { plan: PlanData }).plan
  const { campaign } = event.data
  return {
    campaign,
    phase: 'draft',
    plan,
    steps: [],
    waves: [],
    costs: [],
    commitments: [],
    budget: 0,
    committed: 0,
    spent: 0,
    remaining: 0,
    lines: [],
    revision: 0,
    changedAt: '',
  }
}

function changes(document: CampaignDocument, event: Recorded<CampaignEvent>): Partial<CampaignDocument> {
  const at = event.metadata.occurredAt
  switch (event.type) {
    case 'CampaignDrafted':
      return { ...stepped(document, event, 'drafted'), ...planOf(event.data.plan) }
    case 'PlanRevised':
      return { ...stepped(document, event, 'revised'), ...planOf(event.data.plan) }
    case 'CampaignSubmitted':
      return { ...stepped(document, event, 'submitted'), phase: 'submitted' }
    case 'CampaignApproved':
      return { ...stepped(document, event, 'approved', event.data.comment), ...approved(document), phase: 'approved' }
    case 'CampaignSentBack':
      return { ...stepped(document, event, 'sent back', event.data.reason), phase: 'draft' }
    case 'CampaignRejected':
      return { ...stepped(document, event, 'rejected', event.data.reason), phase: 'rejected' }
    case 'PlanAmended': {
      const { by, reason, plan } = event.data
      return { ...stepped(document, event, 'amended', reason), plan, amendment: { by, at, reason } }
    }
    case 'AmendmentApproved':
      return {
        ...stepped(document, event, 'amendment approved', event.data.comment),
        ...approved(document),
        ...without,
      }
    case 'AmendmentSentBack':
      return {
        ...stepped(document, event, 'amendment sent back', event.data.reason),
        plan: document.approvedPlan!,
        ...without,
      }
    case 'WaveBegun': {
      const { wave, group, channel } = event.data
      return { phase: running(document.phase), waves: [...document.waves, { wave, group, channel, at }] }
    }
    case 'RegistrationOpened': {
      const { capacity, offerHours } = event.data
      const opened = stepped(document, event, 'registration opened')
      return { ...opened, phase: running(document.phase), registration: { capacity, offerHours, at } }
    }
    case 'CampaignStarted':
      return { ...stepped(document, event, 'started'), phase: 'underway' }
    case 'CampaignFinished':
      return { ...stepped(document, event, 'finished'), phase: 'held' }
    case 'CostRecorded': {
      const { campaign: _, currency: __, ...cost } = event.data
      const commitments = document.commitments.map((one) =>
        one.commitment === cost.commitment ? { ...one, settledBy: cost.cost } : one,
      )
      return { costs: [...document.costs, cost], commitments }
    }
    case 'CostReversed': {
      const { cost, reason } = event.data
      const costs = document.costs.map((one) => (one.cost === cost ? { ...one, reversed: reason } : one))
      const commitments = document.commitments.map(({ settledBy, ...one }) =>
        settledBy === undefined || settledBy === cost ? one : { ...one, settledBy },
      )
      return { costs, commitments }
    }
    case 'CostCommitted': {
      const { campaign: _, currency: __, ...commitment } = event.data
      return { commitments: [...document.commitments, commitment] }
    }
    case 'CommitmentReleased': {
      const { commitment, reason } = event.data
      const commitments = document.commitments.map((one) =>
        one.commitment === commitment ? { ...one, released: reason } : one,
      )
      return { commitments }
    }
    case 'CampaignEvaluated': {
      const { conclusion, goalsMet, spent, budget } = event.data
      return {
        ...stepped(document, event, 'evaluated'),
        phase: 'evaluated',
        evaluation: { at, conclusion, goalsMet, spent, budget },
      }
    }
    case 'CampaignCancelled':
      return { ...stepped(document, event, 'cancelled', event.data.reason), phase: 'cancelled' }
    case 'CampaignTakenOver': {
      const { plan, phase, source } = event.data
      const taken = stepped(document, event, 'taken over', source)
      return { ...taken, ...planOf(plan), approvedPlan: plan, phase, takenOverFrom: source }
    }
  }
}

const without = { amendment: undefined } as unknown as Partial<CampaignDocument>

const running = (phase: Phase): Phase => (phase === 'approved' ? 'running' : phase)

const planOf = (plan: PlanData) => ({ phase: 'draft' as const, plan })

const approved = ({ plan }: CampaignDocument) => ({ approvedPlan: plan })

function stepped(
  document: CampaignDocument,
  event: Recorded,
  step: string,
  note?: string,
): Pick<CampaignDocument, 'steps'> {
  const { actor: by, occurredAt: at } = event.metadata
  const taken: Step = { step, by, at, ...(note === undefined ? {} : { note }) }
  return { steps: [...document.steps, taken] }
}
