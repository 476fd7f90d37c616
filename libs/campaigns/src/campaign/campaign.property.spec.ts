import { describe, expect, it } from '@jest/globals'
import { runs, step, walk } from '@ledger/event-sourcing/testing'
import type { Step } from '@ledger/event-sourcing/testing'
import fc from 'fast-check'
import { aPlan, CampaignReference } from '../../testing/index.js'
import { amendPlan } from '../amend-plan/amend-plan.js'
import { approveCampaign } from '../approve-campaign/approve-campaign.js'
import { beginWave } from '../begin-wave/begin-wave.js'
import { cancelCampaign } from '../cancel-campaign/cancel-campaign.js'
import { commitCost } from '../commit-cost/commit-cost.js'
import { draftCampaign } from '../draft-campaign/draft-campaign.js'
import { evaluateCampaign } from '../evaluate-campaign/evaluate-campaign.js'
import { finishCampaign } from '../finish-campaign/finish-campaign.js'
import { openRegistration } from '../open-registration/open-registration.js'
import { recordCost } from '../record-cost/record-cost.js'
import { rejectCampaign } from '../reject-campaign/reject-campaign.js'
import { releaseCommitment } from '../release-commitment/release-commitment.js'
import { reverseCost } from '../reverse-cost/reverse-cost.js'
import { revisePlan } from '../revise-plan/revise-plan.js'
import { sendBackCampaign } from '../send-back-campaign/send-back-campaign.js'
import { startCampaign } from '../start-campaign/start-campaign.js'
import { submitCampaign } from '../submit-campaign/submit-campaign.js'
import { takeOverCampaign } from '../take-over-campaign/take-over-campaign.js'
import { Campaign } from './campaign.js'

const by = fc.constantFrom('pat', 'alex', 'kim').map((actor) => ({ actor }))
const press = { id: 'press', name: 'Press', channel: 'phone' } as const
const plan = fc.constantFrom(
  aPlan(),
  aPlan({ name: 'Summer fair' }),
  aPlan({ targetGroups: [press] }),
  aPlan({ budget: [{ id: 'stand', name: 'Stand', amount: 1 }] }),
  aPlan({ currency: 'USD' }),
  aPlan({ parent: 'fair' }),
)
const reason = fc.constant('x')
const of = <C extends object>(command: { [Field in keyof C]: fc.Arbitrary<C[Field]> }) => fc.record(command)
const given = (decision: Step['decision'], command: fc.Arbitrary<object> = fc.constant({})): fc.Arbitrary<Step> =>
  fc.tuple(command, by).map(([said, who]) => step(decision, said, who))

/** Amounts of all sizes, up to where a sum can no longer be reckoned to the cent. */
const amount = fc.oneof(
  fc.integer({ min: 1, max: 500 }),
  fc.integer({ min: Number.MAX_SAFE_INTEGER - 300, max: Number.MAX_SAFE_INTEGER }),
)
const cost = fc.constantFrom('c1', 'c2', 'c3', 'c4')
const commitment = fc.constantFrom('o1', 'o2', 'o3')
const charge = {
  line: fc.constantFrom('stand', 'stand', 'travel', 'nothing'),
  amount,
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
  day: fc.constantFrom('2027-03-04', '2027-03-05'),
}
const money = fc.oneof(
  given(recordCost, of({ cost, ...charge })),
  given(recordCost, of({ cost, commitment, ...charge })),
  given(reverseCost, of({ cost, reason })),
  given(commitCost, of({ commitment, ...charge })),
  given(releaseCommitment, of({ commitment, reason })),
)
const planning = fc.oneof(
  given(draftCampaign, of({ plan })),
  given(revisePlan, of({ plan })),
  given(submitCampaign),
  given(rejectCampaign, of({ reason })),
  given(takeOverCampaign, of({ plan, phase: fc.constantFrom('running', 'held'), source: fc.constant('crm') })),
)
const deciding = fc.oneof(
  given(approveCampaign),
  given(sendBackCampaign, of({ reason })),
  given(amendPlan, of({ plan, reason })),
)
const carryingOut = fc.oneof(
  given(beginWave, of({ wave: fc.constantFrom('w1', 'w2'), group: fc.constantFrom('key-staff', 'press') })),
  given(openRegistration, of({ capacity: fc.constantFrom(1, 2) })),
  given(startCampaign),
  given(finishCampaign),
  given(evaluateCampaign, of({ conclusion: fc.constantFrom('good', 'bad'), goalsMet: fc.boolean() })),
)
const cancelling = given(cancelCampaign, of({ reason }))
const anything = fc.oneof(
  planning,
  { weight: 2, arbitrary: deciding },
  { weight: 3, arbitrary: carryingOut },
  { weight: 3, arbitrary: money },
  { weight: 1, arbitrary: fc.oneof({ weight: 9, arbitrary: money }, cancelling) },
)
/** A plan that was approved, so that random commands come further than a draft. */
const approved: readonly Step[] = [
  step(draftCampaign, { plan: aPlan() }, { actor: 'pat' }),
  step(submitCampaign, {}, { actor: 'pat' }),
  step(approveCampaign, {}, { actor: 'alex' }),
]

/** Takes the steps and holds the campaign against the reference after each of them; gives the phases that it went through. */
function phasesOf(steps: readonly Step[]): readonly string[] {
  const reference = new CampaignReference()
  const phases = [reference.phase]
  for (const { step: taken, after, events } of walk(Campaign, { campaign: 'fair' }, steps)) {
    for (const { type, data } of events) reference.take({ type, data, actor: taken.context.actor! })
    expect(reference.problems).toEqual([])
    const { phase, spent, committed, plan, approvedPlan, amendmentPending } = after
    expect([phase, amendmentPending]).toEqual([reference.phase, reference.amended])
    expect([spent, committed]).toEqual([reference.spent, reference.committed])
    expect([plan, approvedPlan]).toEqual([reference.plan, reference.approvedPlan])
    phases.push(phase)
  }
  return phases
}

describe('whatever is asked of a campaign, in any order and by anybody', () => {
  it('moves along its life as the documentation draws it, by other eyes than its writers’', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 60, size: 'max' }), (steps) => void phasesOf(steps)),
      runs(150),
    )
  })

  it('adds up its money to the cent, once it is approved, whatever else is done to it', () => {
    const steps = fc.array(
      fc.oneof(
        { weight: 9, arbitrary: money },
        { weight: 3, arbitrary: deciding },
        { weight: 3, arbitrary: carryingOut },
        cancelling,
      ),
      {
        maxLength: 60,
        size: 'max',
      },
    )
    fc.assert(
      fc.property(steps, (after) => void phasesOf([...approved, ...after])),
      runs(150),
    )
  })

  it('comes from the draft to its end, so that the properties above are about something', () => {
    const seen = fc.sample(
      fc.array(fc.oneof(deciding, carryingOut, money), { minLength: 60, maxLength: 60, size: 'max' }),
      {
        numRuns: 100,
        seed: 1,
      },
    )
    const phases = new Set(seen.flatMap((steps) => phasesOf([...approved, ...steps])))
    expect([...phases]).toEqual(expect.arrayContaining(['running', 'underway', 'held', 'evaluated']))
  })
})
