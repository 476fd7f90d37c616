import { describe, expect, it } from '@jest/globals'
import { waveBegun } from '@ledger/campaigns'
import { past } from '@ledger/campaigns/testing'
import type { DomainEvent } from '@ledger/event-sourcing'
import { runs, step, walk } from '@ledger/event-sourcing/testing'
import type { Step } from '@ledger/event-sourcing/testing'
import fc from 'fast-check'
import { campaignAfter } from '../../testing/index.js'
import { acceptInvitation } from '../accept-invitation/accept-invitation.js'
import { declineInvitation } from '../decline-invitation/decline-invitation.js'
import { giveFeedback } from '../give-feedback/give-feedback.js'
import { inviteParticipant } from '../invite-participant/invite-participant.js'
import { openOpportunity } from '../open-opportunity/open-opportunity.js'
import { qualifyParticipant } from '../qualify-participant/qualify-participant.js'
import { recordBounce } from '../record-bounce/record-bounce.js'
import { recordDelivery } from '../record-delivery/record-delivery.js'
import { targetCustomer } from '../target-customer/target-customer.js'
import { answerAt, arrivalAt, Participation } from './participation.js'
import type { ParticipationState } from './participation.js'

const ann = { campaign: 'fair', customer: 'ann' }
const letter = waveBegun({ campaign: 'fair', wave: 'w2', group: 'key-staff', channel: 'letter' })
const begun = [past.drafted(), past.submitted(), past.approved(), past.wave(), letter]
const phases = {
  draft: campaignAfter(past.drafted()),
  running: campaignAfter(...begun),
  underway: campaignAfter(...begun, past.started()),
  held: campaignAfter(...begun, past.started(), past.finished()),
  cancelled: campaignAfter(...begun, past.cancelled()),
}
const moments = ['2027-01-01T08:00:00.000Z', '2027-01-01T09:00:00.000Z', '2027-01-02T09:00:00.000Z']
const context = fc.record({
  facts: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(phases.running, phases.underway) },
    fc.constantFrom(phases.draft, phases.held, phases.cancelled),
  ),
  occurredAt: fc.constantFrom(...moments),
})
const given = (decision: Step['decision'], command: fc.Arbitrary<object> = fc.constant({})) =>
  fc.tuple(command, context).map(([said, around]) => step(decision, said, around))
const wave = fc.record({ wave: fc.constantFrom('w1', 'w2') })
const anything = fc.oneof(
  { weight: 2, arbitrary: given(inviteParticipant, wave) },
  given(targetCustomer, fc.constantFrom({ group: 'key-staff' }, { group: 'press' })),
  ...[recordDelivery, recordBounce, acceptInvitation, declineInvitation].map((decision) => given(decision, wave)),
  given(giveFeedback, fc.record({ satisfaction: fc.nat(2) })),
  given(qualifyParticipant),
  given(openOpportunity, fc.record({ opportunity: fc.constantFrom('o1', 'o2') })),
)

type Said = { wave: string; group: string; at: string; opportunity: string }
const said = (events: readonly DomainEvent[], ...types: readonly string[]) =>
  events.filter(({ type }) => types.includes(type)).map(({ type, data }) => ({ type, ...(data as Said) }))

/** What was said last up to a moment, of all that was ever said: later moments hold, and of one moment what was told later. */
const lastOf = (words: readonly { type: string; at: string }[], moment: string) =>
  words
    .filter(({ at }) => at <= moment)
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
    .at(-1)
    ?.type.replace('Invitation', '')
    .toLowerCase()

function check(person: ParticipationState, events: readonly DomainEvent[]): void {
  const once = (names: readonly string[]) => expect(names).toEqual([...new Set(names)])
  const invited = said(events, 'ParticipantInvited').map((one) => one.wave)
  once(invited)
  once(said(events, 'CustomerTargeted').map(({ group }) => group))
  once(said(events, 'OpportunityOpened').map(({ opportunity }) => opportunity))
  expect(said(events, 'ParticipantQualified').length).toBeLessThanOrEqual(1)
  const arrivals = said(events, 'InvitationDelivered', 'InvitationBounced')
  const answers = said(events, 'InvitationAccepted', 'InvitationDeclined')
  expect([...arrivals, ...answers].filter((one) => !invited.includes(one.wave))).toEqual([])
  for (const moment of moments) {
    expect(answerAt(person, moment)).toBe(lastOf(answers, moment))
    for (const one of ['w1', 'w2'])
      expect(arrivalAt(person, one, moment)).toBe(
        lastOf(
          arrivals.filter((arrival) => arrival.wave === one),
          moment,
        ),
      )
  }
}

describe('whatever is told of a person in a campaign, in any order of time', () => {
  it('invites once a wave and nobody who has answered; of a moment counts what was told of it last', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40, size: 'max' }), (steps) => {
        const events: DomainEvent[] = []
        for (const taken of walk(Participation, ann, steps)) {
          const invites = said(taken.events, 'ParticipantInvited').length > 0
          if (invites) expect(answerAt(taken.before)).toBeUndefined()
          events.push(...taken.events)
          check(taken.after, events)
        }
      }),
      runs(150),
    )
  })

  it('records nothing while the campaign is not approved, or when it was cancelled', () => {
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 20, size: 'max' }),
        fc.constantFrom('draft', 'cancelled'),
        (steps, phase) => {
          const inPhase = steps.map(({ decision, command }) => step(decision, command, { facts: phases[phase] }))
          for (const { events } of walk(Participation, ann, inPhase)) expect(events).toEqual([])
        },
      ),
      runs(50),
    )
  })
})
