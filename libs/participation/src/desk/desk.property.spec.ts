import { describe, expect, it } from '@jest/globals'
import { runs, step, walk } from '@ledger/event-sourcing/testing'
import type { Step, Taken } from '@ledger/event-sourcing/testing'
import fc from 'fast-check'
import { campaignAfter, DeskReference, fair, running, underway } from '../../testing/index.js'
import type { DeskFact } from '../../testing/index.js'
import { campaignTakenOver } from '@ledger/campaigns'
import { aPlan } from '@ledger/campaigns/testing'
import { acceptOffer } from '../accept-offer/accept-offer.js'
import { cancelRegistration } from '../cancel-registration/cancel-registration.js'
import { changeCapacity } from '../change-capacity/change-capacity.js'
import { checkIn } from '../check-in/check-in.js'
import { closeDesk } from '../close-desk/close-desk.js'
import { declineOffer } from '../decline-offer/decline-offer.js'
import { expireOffer } from '../expire-offer/expire-offer.js'
import { openDesk } from '../open-desk/open-desk.js'
import { recordNoShows } from '../record-no-shows/record-no-shows.js'
import { registerParticipant } from '../register-participant/register-participant.js'
import { rejectRegistration } from '../reject-registration/reject-registration.js'
import { takeOverAttendance } from '../take-over-attendance/take-over-attendance.js'
import { takeOverRegistration } from '../take-over-registration/take-over-registration.js'
import { undoCheckIn } from '../undo-check-in/undo-check-in.js'
import { Desk } from './desk.js'
import { deskSnapshot, freeSeats, inOrder } from './desk-state.js'
import type { DeskState } from './desk-state.js'

const customer = fc.constantFrom('ann', 'bob', 'cyd', 'dee', 'eve', 'fay')
const partySize = fc.integer({ min: 1, max: 3 })
const scan = fc.constantFrom('s1', 's2', 's3', 's4')
const reason = fc.constant('x')
const facts = { facts: running }
const held = { facts: underway }

const register = fc
  .record({ customer, partySize, priority: fc.integer({ min: 0, max: 2 }) })
  .map((command) => step(registerParticipant, command, facts))
const leave = fc.oneof(
  fc.record({ customer }).map((command) => step(cancelRegistration, command)),
  fc.record({ customer, reason }).map((command) => step(rejectRegistration, command)),
)
const answer = fc.oneof(
  fc.record({ customer }).map((command) => step(acceptOffer, command)),
  fc.record({ customer }).map((command) => step(declineOffer, command)),
  customer.map((one) => step(expireOffer, (state: DeskState) => expiring(state, one))),
)
const resize = fc.integer({ min: 0, max: 6 }).map((capacity) => step(changeCapacity, { capacity }))
const attend = fc.oneof(
  fc.record({ customer, scan }).map((command) => step(checkIn, command, held)),
  fc.record({ customer, scan }).map((command) => step(undoCheckIn, command, held)),
)

const expiring = (state: DeskState, one: string) => ({
  customer: one,
  registration: state.entries.get(one)?.registration ?? 'none',
})

const factsOf = ({ at, now, events }: Taken<DeskState>, from: number): readonly DeskFact[] =>
  events.map((event, index) => ({
    type: event.type,
    revision: from + index,
    command: `command-${at}`,
    recordedAt: now,
    data: event.data,
  }))

/** Takes the steps, tells the reference every event, and holds the two against each other after every step. */
function agrees(steps: readonly Step[], opening: readonly Step[]): DeskState {
  const reference = new DeskReference()
  let state = Desk.initial
  let revision = 0
  for (const taken of walk(Desk, fair, [...opening, ...steps])) {
    for (const fact of factsOf(taken, revision)) reference.take(fact)
    revision += taken.events.length
    state = taken.after
    expect(reference.problems).toEqual([])
    expect(pictured(state)).toEqual(picturedBy(reference))
  }
  expect(reference.end()).toEqual([])
  return state
}

const pictured = (state: DeskState) => ({
  seats: [state.capacity, state.taken, state.held],
  free: freeSeats(state),
  registered: state.registered,
  queue: [...inOrder(state)].map(([one]) => one),
  expected: [...state.expected].toSorted(),
})

function picturedBy(reference: DeskReference) {
  const seated = reference.with('registered').filter(({ registration }) => registration !== 'came')
  return {
    seats: [reference.capacity, reference.taken, reference.held],
    free: reference.free,
    registered: seated.length,
    queue: reference.queue().map((one) => one.customer),
    expected: seated
      .filter(({ here, noShow }) => !here && !noShow)
      .map((one) => one.customer)
      .toSorted(),
  }
}

const opened = step(openDesk, { capacity: 3, offerHours: 24 })

describe('whatever is asked of a desk, in any order', () => {
  it('never sells a seat twice, keeps everybody once, and lets no seat stand empty while somebody fits', () => {
    const steps = fc.array(fc.oneof({ weight: 3, arbitrary: register }, leave, answer, resize, attend), {
      maxLength: 60,
      size: 'max',
    })
    fc.assert(
      fc.property(steps, (taken) => void agrees(taken, [opened])),
      runs(200),
    )
  })

  it('closes once with the list as it stands, and nobody moves after that', () => {
    const end = step(closeDesk, { because: 'finished' })
    const absent = step(recordNoShows, {})
    const moves = fc.array(fc.oneof({ weight: 3, arbitrary: register }, leave, answer, resize), {
      maxLength: 15,
      size: 'max',
    })
    fc.assert(
      fc.property(moves, fc.array(attend, { maxLength: 5, size: 'max' }), moves, (before, here, after) => {
        const closed = agrees([...before, ...here, end, absent], [opened])
        const later = agrees([...before, ...here, end, absent, ...after], [opened])
        expect(deskSnapshot.toJson(later)).toEqual(deskSnapshot.toJson(closed))
      }),
      runs(100),
    )
  })

  it('takes over a past in any order, and never seats more than there are seats', () => {
    const takenOver = campaignAfter(campaignTakenOver({ ...fair, plan: aPlan(), phase: 'underway', source: 'crm' }))
    const of = { facts: takenOver }
    const source = fc.constant('crm')
    const past = fc.oneof(
      fc.record({ customer, partySize, source }).map((command) => step(takeOverRegistration, command, of)),
      fc.record({ customer, source }).map((command) => step(takeOverAttendance, command, of)),
    )
    const steps = fc.array(fc.oneof(past, register, leave, answer, resize), { maxLength: 20, size: 'max' })
    fc.assert(
      fc.property(
        fc.array(past, { maxLength: 4, size: 'max' }),
        steps,
        (before, after) => void agrees(after, [...before, opened]),
      ),
      runs(200),
    )
  })

  it('comes back from a snapshot as it was', () => {
    const steps = fc.array(fc.oneof(register, leave, answer, resize, attend), { maxLength: 40, size: 'max' })
    fc.assert(
      fc.property(steps, (taken) => {
        const state = agrees(taken, [opened])
        const kept = deskSnapshot.fromJson(JSON.parse(JSON.stringify(deskSnapshot.toJson(state))))
        expect(pictured(kept)).toEqual(pictured(state))
        expect(kept.entries.equals(state.entries) || JSON.stringify(kept) === JSON.stringify(state)).toBe(true)
      }),
      runs(100),
    )
  })

  it('is refused where it was never opened', () => {
    fc.assert(
      fc.property(fc.oneof(register, leave, answer, resize), (one) => {
        for (const { refused, events } of walk(Desk, fair, [one]))
          expect([refused === undefined, events]).toEqual([one.decision === expireOffer, []])
      }),
      runs(50),
    )
  })
})
