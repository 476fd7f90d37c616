import * as campaigns from '@ledger/campaigns'
import { aPlan } from '@ledger/campaigns/testing'
import * as customers from '@ledger/customers'
import { step } from '@ledger/event-sourcing/testing'
import type { Step } from '@ledger/event-sourcing/testing'
import type { Target } from '@ledger/event-sourcing'
import * as participation from '@ledger/participation'
import * as policies from '@ledger/policies'
import fc from 'fast-check'

/** A command to somebody or something, after a while. */
export interface Told extends Step {
  readonly target: Target
  /** How long after the command before it, in minutes. */
  readonly minutes: number
}

/** The campaigns of a history: one that is carried out, one beside it, and one that was taken over. */
export const campaignIds = ['fair', 'mail', 'past'] as const
export const customerIds = ['ann', 'bob', 'cyd', 'dee', 'eve', 'fay', 'gus', 'ann-2'] as const
/** Around the ends of a month and of a year, and around the days that a clock is changed. */
export const days = [
  '2026-12-30',
  '2026-12-31',
  '2027-01-01',
  '2027-02-28',
  '2027-03-27',
  '2027-03-28',
  '2027-03-29',
  '2027-03-31',
  '2027-04-01',
  '2027-06-29',
  '2027-10-31',
] as const
const moments = ['2027-03-27T22:59:59.999Z', '2027-03-28T00:59:59.000Z', '2027-03-28T01:00:00.000Z']

const customer = fc.constantFrom(...customerIds)
// One day more often than the others, so that several purchases fall on it.
const day = fc.constantFrom(...days, ...Array.from({ length: 6 }, () => '2027-03-28' as const))
const reason = fc.constant('x')
const source = fc.constant('crm')
const wave = fc.constantFrom('w1', 'w2')
const ofCampaign = fc.constantFrom('fair', 'fair', 'fair', 'mail').map((campaign) => ({ campaign }))
const around = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.constantFrom(...moments).map((occurredAt) => ({ occurredAt })),
)
const minutes = fc.constantFrom(0, 1, 90, 60 * 25)

const told = (target: fc.Arbitrary<Target>, decision: Step['decision'], command: fc.Arbitrary<object>, by = 'pat') =>
  fc.tuple(target, command, around, minutes).map(([to, said, when, after]): Told => ({
    ...step(decision, said, { actor: by, ...when }),
    target: to,
    minutes: after,
  }))

const nothing = fc.constant({})
const person = fc.tuple(ofCampaign, customer).map(([of, one]) => ({ ...of, customer: one }))
const invited = fc.oneof(
  { weight: 3, arbitrary: told(person, participation.inviteParticipant, fc.record({ wave })) },
  told(person, participation.targetCustomer, fc.constantFrom({ group: 'a' }, { group: 'b' })),
  ...[
    participation.recordDelivery,
    participation.recordBounce,
    participation.acceptInvitation,
    participation.declineInvitation,
  ].map((decision) => told(person, decision, fc.record({ wave }))),
  told(person, participation.giveFeedback, fc.record({ satisfaction: fc.nat(2) })),
  told(person, participation.qualifyParticipant, nothing),
  told(person, participation.openOpportunity, fc.record({ opportunity: fc.constantFrom('o1', 'o2') })),
)

const entry = fc.record({ customer, partySize: fc.constantFrom(1, 1, 2), priority: fc.nat(1) })
const scan = fc.record({ customer, scan: fc.constantFrom('s1', 's2', 's3', 's4', 's5') })
const atDesk = fc.oneof(
  { weight: 4, arbitrary: told(ofCampaign, participation.registerParticipant, entry) },
  { weight: 2, arbitrary: told(ofCampaign, participation.checkIn, scan) },
  told(ofCampaign, participation.undoCheckIn, scan),
  ...[participation.cancelRegistration, participation.acceptOffer, participation.declineOffer].map((decision) =>
    told(ofCampaign, decision, fc.record({ customer })),
  ),
  told(ofCampaign, participation.rejectRegistration, fc.record({ customer, reason })),
  told(ofCampaign, participation.changeCapacity, fc.record({ capacity: fc.integer({ min: 1, max: 5 }) })),
)

const ofPast = fc.constant({ campaign: 'past' })
const takenOver = fc.oneof(
  told(
    customer.map((one) => ({ campaign: 'past', customer: one })),
    participation.takeOverParticipation,
    fc.record({
      stage: fc.constantFrom('targeted', 'invited', 'delivered', 'bounced', 'accepted', 'declined', 'qualified'),
      group: fc.constantFrom('a', 'b'),
      wave,
      source,
    }),
  ),
  told(ofPast, participation.takeOverRegistration, fc.record({ customer, source })),
  told(ofPast, participation.takeOverAttendance, fc.record({ customer, source })),
)

const line = { line: fc.constant('stand'), currency: fc.constant('EUR'), day }
const cost = fc.constantFrom('c1', 'c2', 'c3')
const commitment = fc.constantFrom('k1', 'k2')
const managed = fc.oneof(
  {
    weight: 2,
    arbitrary: told(ofCampaign, campaigns.recordCost, fc.record({ cost, amount: fc.constantFrom(1, 500), ...line })),
  },
  told(ofCampaign, campaigns.recordCost, fc.record({ cost, commitment, amount: fc.constantFrom(1, 500), ...line })),
  told(ofCampaign, campaigns.reverseCost, fc.record({ cost, reason })),
  told(ofCampaign, campaigns.commitCost, fc.record({ commitment, amount: fc.constantFrom(7, 900), ...line })),
  told(ofCampaign, campaigns.releaseCommitment, fc.record({ commitment, reason })),
  told(
    ofCampaign,
    campaigns.amendPlan,
    fc.record({ plan: fc.constantFrom(planNamed('Else'), planNamed('Other')), reason }),
  ),
  told(ofCampaign, campaigns.approveCampaign, nothing, 'alex'),
  { weight: 3, arbitrary: told(ofCampaign, campaigns.startCampaign, nothing) },
)
const ending = fc.oneof(
  told(ofCampaign, campaigns.finishCampaign, nothing),
  told(ofCampaign, campaigns.evaluateCampaign, fc.constant({ conclusion: 'good', goalsMet: true })),
  told(fc.constant({ campaign: 'mail' }), campaigns.cancelCampaign, fc.record({ reason })),
)

const ofCustomer = customer.map((one) => ({ customer: one }))
const amount = fc.constantFrom(0, 100, 100, 200, 300, 1_001)
const link = fc.constantFrom('fair', 'mail', 'past')
const bought = fc.oneof(
  {
    weight: 6,
    arbitrary: told(
      ofCustomer,
      customers.recordPurchase,
      fc.record(
        {
          purchase: fc.integer({ min: 1, max: 9 }).map((n) => `r${n}`),
          day,
          zone: fc.constantFrom('Europe/Vienna', 'America/New_York'),
          revenue: amount,
          productionCost: amount,
          directCost: amount,
          currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'JPY'),
          campaign: link,
        },
        { requiredKeys: ['purchase', 'day', 'zone', 'revenue', 'currency'] },
      ),
    ),
  },
  told(
    ofCustomer,
    customers.reversePurchase,
    fc.record({ purchase: fc.integer({ min: 1, max: 9 }).map((n) => `r${n}`), reason }),
  ),
  told(
    ofCustomer,
    customers.signContract,
    fc
      .record(
        { contract: fc.constantFrom('k1', 'k2'), day, campaign: link, money: fc.constantFrom('EUR', 'JPY') },
        { requiredKeys: ['contract', 'day'] },
      )
      .map(({ money, ...rest }) => (money === undefined ? rest : { ...rest, value: 10, currency: money })),
  ),
  told(ofCustomer, customers.endContract, fc.record({ contract: fc.constantFrom('k1', 'k2'), day })),
  told(
    ofCustomer,
    customers.describeCustomer,
    fc.constantFrom({ attributes: { city: 'Vienna' } }, { attributes: { city: null } }),
  ),
)
const policy = fc.oneof(
  told(
    fc.constant({ policy: 'churn-days' }),
    policies.setChurnDays,
    fc.record({ days: fc.constantFrom(30, 89, 90), reason }),
  ),
  told(
    fc.constant({ policy: 'tier-cuts' }),
    policies.setTierCuts,
    fc.constantFrom(
      { by: 'rank', a: 0.2, b: 0.5, c: 0.8, reason: 'x' },
      { by: 'cumulative-share', a: 0.5, b: 0.8, c: 0.95, reason: 'x' },
      { by: 'amount', a: 500, b: 200, c: 100, reason: 'x' },
    ),
  ),
)

function planNamed(name: string) {
  return aPlan({
    name,
    kind: 'seminar',
    targetGroups: [
      { id: 'a', name: 'A', channel: 'e-mail' },
      { id: 'b', name: 'B', channel: 'letter' },
    ],
  })
}

const at = (campaign: string, decision: Step['decision'], command: object, actor = 'pat'): Told => ({
  ...step(decision, command, { actor }),
  target: { campaign },
  minutes: 1,
})

/** Two campaigns with waves and a desk, and one of the past. */
const begun: readonly Told[] = [
  ...['fair', 'mail'].flatMap((campaign) => [
    at(campaign, campaigns.draftCampaign, { plan: planNamed(campaign) }),
    at(campaign, campaigns.submitCampaign, {}),
    at(campaign, campaigns.approveCampaign, {}, 'alex'),
    at(campaign, campaigns.beginWave, { wave: 'w1', group: 'a' }),
    at(campaign, campaigns.beginWave, { wave: 'w2', group: 'b' }),
    at(campaign, campaigns.openRegistration, { capacity: 3, offerHours: 24 }),
  ]),
  at('past', campaigns.takeOverCampaign, { plan: planNamed('past'), phase: 'held', source: 'crm' }),
]

/** Everything that can be told, in any order, about few people and days, so that they meet. */
export const anyHistory = (length: number): fc.Arbitrary<readonly Told[]> =>
  fc
    .tuple(
      fc.array(
        fc.oneof(
          { weight: 6, arbitrary: invited },
          { weight: 6, arbitrary: atDesk },
          { weight: 6, arbitrary: bought },
          { weight: 2, arbitrary: takenOver },
          { weight: 2, arbitrary: managed },
        ),
        { minLength: length / 2, maxLength: length, size: 'max' },
      ),
      fc.array(fc.oneof(ending, policy, bought, takenOver), { maxLength: length / 8, size: 'max' }),
    )
    .map(([middle, end]) => [...begun, ...middle, ...end])

/** Purchases and contracts alone: what value and churn are made of. */
export const anyPurchases = (length: number): fc.Arbitrary<readonly Told[]> =>
  fc.array(fc.oneof({ weight: 9, arbitrary: bought }, policy), { maxLength: length, size: 'max' })

/** Invitations and what comes back of them, of few people, told late and out of order. */
export const anyAnswers = (length: number): fc.Arbitrary<readonly Told[]> =>
  fc.array(invited, { minLength: length / 2, maxLength: length, size: 'max' }).map((told) => [...begun, ...told])
