import type { PlanData } from '../src/campaign/campaign.events.js'
import * as events from '../src/campaign/campaign.events.js'
import { digestOf } from '@ledger/event-sourcing'

/** A sound plan; change what a test is about. */
export const aPlan = (changes: Partial<PlanData> = {}): PlanData => ({
  name: 'Spring fair 2027',
  kind: 'exhibition',
  purposes: ['new customers'],
  period: { from: '2027-03-01', to: '2027-03-03', zone: 'Europe/Vienna' },
  owner: 'pat',
  currency: 'EUR',
  targetGroups: [{ id: 'key-staff', name: 'Key staff', channel: 'e-mail' }],
  budget: [
    { id: 'stand', name: 'Stand', amount: 1_000_000 },
    { id: 'travel', name: 'Travel', amount: 250_000 },
  ],
  targets: [{ indicator: 'registered', value: 40 }],
  milestones: [{ id: 'stand-built', name: 'Stand is built', due: '2027-02-28', owner: 'pat' }],
  ...changes,
})

const campaign = 'fair'
const currency = 'EUR'

/** The past of the campaign `fair`, event by event: planned by pat, approved by alex. */
export const past = {
  drafted: (plan = aPlan()) => events.campaignDrafted({ campaign, by: 'pat', plan }),
  submitted: (by = 'pat', plan = aPlan()) => events.campaignSubmitted({ campaign, by, planDigest: digestOf(plan) }),
  approved: (plan = aPlan()) => events.campaignApproved({ campaign, by: 'alex', planDigest: digestOf(plan) }),
  amended: (plan = aPlan({ name: 'Summer fair' }), by = 'pat') =>
    events.planAmended({ campaign, by, plan, reason: 'rain' }),
  wave: () => events.waveBegun({ campaign, wave: 'w1', group: 'key-staff', channel: 'e-mail' }),
  opened: () => events.registrationOpened({ campaign, capacity: 50, offerHours: 24 }),
  started: () => events.campaignStarted({ campaign }),
  finished: () => events.campaignFinished({ campaign }),
  evaluated: () =>
    events.campaignEvaluated({
      campaign,
      conclusion: 'good',
      goalsMet: true,
      spent: 0,
      budget: 1_250_000,
      currency,
    }),
  cancelled: () => events.campaignCancelled({ campaign, reason: 'flood', phase: 'draft' }),
  cost: (amount = 500, of: { cost?: string; commitment?: string } = {}) =>
    events.costRecorded({ campaign, cost: 'invoice-1', line: 'stand', amount, currency, day: '2027-03-04', ...of }),
  reversed: (amount = 500, cost = 'invoice-1') =>
    events.costReversed({ campaign, cost, line: 'stand', amount, currency, reason: 'sent twice' }),
  committed: (amount = 700, commitment = 'order-1') =>
    events.costCommitted({ campaign, commitment, line: 'stand', amount, currency, day: '2027-02-01' }),
  released: (amount = 700, commitment = 'order-1') =>
    events.commitmentReleased({ campaign, commitment, line: 'stand', amount, currency, reason: 'called off' }),
}

/** All that happened until the campaign is in a phase. */
export const until = {
  approved: () => [past.drafted(), past.submitted(), past.approved()],
  running: () => [...until.approved(), past.wave()],
  underway: () => [...until.running(), past.started()],
  held: () => [...until.underway(), past.finished()],
  evaluated: () => [...until.held(), past.evaluated()],
}
