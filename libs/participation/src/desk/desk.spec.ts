import { describe, expect, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { campaignTakenOver } from '@ledger/campaigns'
import { aPlan } from '@ledger/campaigns/testing'
import { campaignAfter, cancelled, desk, fair, running } from '../../testing/index.js'
import { acceptOffer } from '../accept-offer/accept-offer.js'
import { cancelRegistration } from '../cancel-registration/cancel-registration.js'
import { changeCapacity } from '../change-capacity/change-capacity.js'
import { closeDesk } from '../close-desk/close-desk.js'
import { declineOffer } from '../decline-offer/decline-offer.js'
import { expireOffer } from '../expire-offer/expire-offer.js'
import { openDesk } from '../open-desk/open-desk.js'
import { recordNoShows } from '../record-no-shows/record-no-shows.js'
import { registerParticipant } from '../register-participant/register-participant.js'
import { rejectRegistration } from '../reject-registration/reject-registration.js'
import { takeOverAttendance } from '../take-over-attendance/take-over-attendance.js'
import { Desk } from './desk.js'
import { inOrder, waitingCount } from './desk-state.js'

const asked = { facts: running, commandId: 'r-ann' }
const full = [desk.opened(1), desk.registered('ann')]

describe('registering (R03, R05)', () => {
  it('takes a seat while there is one', () => {
    given(desk.opened()).when(registerParticipant, fair, { customer: 'ann' }, asked).then(desk.registered('ann'))
  })

  it('joins the waitlist when the seats are taken', () => {
    given(...full)
      .when(registerParticipant, fair, { customer: 'bob' }, { ...asked, commandId: 'r-bob' })
      .then(desk.waitlisted('bob'))
  })

  it('does not queue a waiter twice', () => {
    given(...full, desk.waitlisted('bob'))
      .when(registerParticipant, fair, { customer: 'bob' }, asked)
      .saysNothing()
    given(...full, desk.waitlisted('bob'))
      .when(registerParticipant, fair, { customer: 'bob', partySize: 2 }, asked)
      .refused('already-registered')
  })

  it('refuses another party size under the same name', () => {
    given(desk.opened(5), desk.registered('ann'))
      .when(registerParticipant, fair, { customer: 'ann', partySize: 2 }, asked)
      .refused('already-registered')
  })

  it('takes a person who cancelled again, and one who was rejected not', () => {
    given(...full, desk.cancelled('ann'))
      .when(registerParticipant, fair, { customer: 'ann' }, asked)
      .then(desk.registered('ann'))
    given(...full, desk.rejected('ann'))
      .when(registerParticipant, fair, { customer: 'ann' }, asked)
      .refused('registration-rejected')
  })

  it('refuses a party that never fits, a desk that is not open, and a campaign that is over', () => {
    given(desk.opened(2))
      .when(registerParticipant, fair, { customer: 'ann', partySize: 3 }, asked)
      .refused('party-too-large')
    given().when(registerParticipant, fair, { customer: 'ann' }, asked).refused('desk-not-open')
    given(desk.opened(), desk.closed(0))
      .when(registerParticipant, fair, { customer: 'ann' }, asked)
      .refused('desk-closed')
    given(desk.opened())
      .when(registerParticipant, fair, { customer: 'ann' }, { facts: cancelled })
      .refused('campaign-cancelled')
  })
})

describe('a freed seat', () => {
  it('is offered once, to the first of the greatest priority, and held for the hours of the desk', () => {
    const waiting = [
      desk.waitlisted('bob'),
      desk.waitlisted('cyd', { priority: 5 }),
      desk.waitlisted('dee', { priority: 5 }),
    ]
    given(...full, ...waiting)
      .when(cancelRegistration, fair, { customer: 'ann' })
      .then(desk.cancelled('ann'), desk.offered('cyd'))
  })

  it('passes over a party that does not fit, which keeps its place', () => {
    const waiting = [desk.waitlisted('bob', { partySize: 2 }), desk.waitlisted('cyd')]
    const two = [desk.opened(2), desk.registered('ann'), desk.registered('eve')]
    given(...two, ...waiting)
      .when(cancelRegistration, fair, { customer: 'ann' })
      .then(desk.cancelled('ann'), desk.offered('cyd', { passedOver: 1 }))
  })

  it('goes to the next when the offer is declined, cancelled, rejected or over', () => {
    const offered = [
      ...full,
      desk.waitlisted('bob'),
      desk.waitlisted('cyd'),
      desk.cancelled('ann'),
      desk.offered('bob'),
    ]
    given(...offered)
      .when(declineOffer, fair, { customer: 'bob' })
      .then(desk.declined('bob'), desk.offered('cyd'))
    given(...offered)
      .when(cancelRegistration, fair, { customer: 'bob' })
      .then(desk.cancelled('bob', 'offered'), desk.offered('cyd'))
    const late = { now: '2027-02-02T09:00:00.000Z' }
    const next = desk.offered('cyd', { expiresAt: '2027-02-03T09:00:00.000Z' })
    given(...offered)
      .when(expireOffer, fair, { customer: 'bob', registration: 'r-bob' }, late)
      .then(desk.expired('bob'), next)
  })

  it('is not offered once the desk is closed', () => {
    const closed = [...full, desk.waitlisted('bob'), desk.closed(1, 1)]
    given(...closed)
      .when(cancelRegistration, fair, { customer: 'ann' })
      .refused('desk-closed')
  })
})

describe('an offer', () => {
  const offered = [...full, desk.waitlisted('bob'), desk.cancelled('ann'), desk.offered('bob')]
  const end = '2027-02-02T09:00:00.000Z'

  it('is accepted until its last moment, and said twice is said once', () => {
    given(...offered)
      .when(acceptOffer, fair, { customer: 'bob' }, { now: '2027-02-02T08:59:59.999Z' })
      .then(desk.accepted('bob'))
    given(...offered, desk.accepted('bob'))
      .when(acceptOffer, fair, { customer: 'bob' })
      .saysNothing()
  })

  it('is over at its last moment, also before its end was recorded', () => {
    given(...offered)
      .when(acceptOffer, fair, { customer: 'bob' }, { now: end })
      .refused('offer-expired', { expiresAt: end })
    given(...offered, desk.expired('bob'))
      .when(acceptOffer, fair, { customer: 'bob' })
      .refused('offer-expired')
  })

  it('does not expire early, after it was accepted, or in place of a later one', () => {
    const expire = { customer: 'bob', registration: 'r-bob' }
    given(...offered)
      .when(expireOffer, fair, expire, { now: '2027-02-02T08:59:59.999Z' })
      .saysNothing()
    given(...offered, desk.accepted('bob'))
      .when(expireOffer, fair, expire, { now: end })
      .saysNothing()
    given(...offered)
      .when(expireOffer, fair, { ...expire, registration: 'r-older' }, { now: end })
      .saysNothing()
  })

  it('is refused to whoever has none', () => {
    given(...full)
      .when(acceptOffer, fair, { customer: 'zoe' })
      .refused('no-offer')
    given(...full)
      .when(declineOffer, fair, { customer: 'zoe' })
      .refused('no-offer')
  })
})

describe('the capacity', () => {
  it('raised makes offers, as many as fit', () => {
    const waiting = [desk.waitlisted('bob'), desk.waitlisted('cyd')]
    given(...full, ...waiting)
      .when(changeCapacity, fair, { capacity: 2 })
      .then(desk.capacity(1, 2), desk.offered('bob'))
  })

  it('is not lowered below what is taken and held', () => {
    const held = [
      desk.opened(2),
      desk.registered('ann'),
      desk.registered('eve'),
      desk.waitlisted('bob'),
      desk.cancelled('eve'),
      desk.offered('bob'),
    ]
    given(...held)
      .when(changeCapacity, fair, { capacity: 1 })
      .refused('capacity-below-taken', { taken: 1, held: 1 })
  })

  it('says nothing when it stays', () => {
    given(...full)
      .when(changeCapacity, fair, { capacity: 1 })
      .saysNothing()
  })
})

describe('the desk itself', () => {
  it('opens with the seats that were taken over, if these are more', () => {
    given(desk.takenOver('ann', 3)).when(openDesk, fair, { capacity: 2, offerHours: 24 }).then(desk.opened(3))
  })

  it('opens once', () => {
    given().when(openDesk, fair, { capacity: 2, offerHours: 24 }).then(desk.opened())
    given(desk.opened()).when(openDesk, fair, { capacity: 9, offerHours: 1 }).saysNothing()
  })

  it('closes with the final list, once; open offers count as waiting', () => {
    const past = [...full, desk.waitlisted('bob'), desk.waitlisted('cyd'), desk.cancelled('ann'), desk.offered('bob')]
    given(...past)
      .when(closeDesk, fair, {})
      .then(desk.closed(0, 2, ['bob']))
    given(...past, desk.closed(0, 2, ['bob']))
      .when(closeDesk, fair, {})
      .saysNothing()
    given().when(closeDesk, fair, { because: 'cancelled' }).saysNothing()
    given().when(closeDesk, fair, {}).refused('desk-not-open')
  })

  it('that is closed holds no seats: the offers have lapsed, and their persons wait where they had waited', () => {
    const past = [...full, desk.waitlisted('bob'), desk.waitlisted('cyd'), desk.cancelled('ann'), desk.offered('bob')]
    const closed = [...past, desk.closed(0, 2, ['bob'])].reduce((state, event) => Desk.fold(state, event), Desk.initial)
    expect([closed.held, waitingCount(closed), [...inOrder(closed)].map(([customer]) => customer)]).toEqual([
      0,
      2,
      ['bob', 'cyd'],
    ])
    expect(closed.entries.get('bob')).toMatchObject({ status: 'waiting' })
    given(...past, desk.closed(0, 2, ['bob']))
      .when(acceptOffer, fair, { customer: 'bob' })
      .refused('desk-closed')
  })

  it('forgets no attendance of the past when an offer is declined or accepted', () => {
    const facts = campaignAfter(campaignTakenOver({ ...fair, plan: aPlan(), phase: 'underway', source: 'crm' }))
    const came = { customer: 'bob', source: 'crm' }
    const past = [...full, desk.waitlisted('bob'), desk.attended('bob'), desk.cancelled('ann'), desk.offered('bob')]
    given(...past, desk.declined('bob'))
      .when(takeOverAttendance, fair, came, { facts })
      .saysNothing()
    given(...past, desk.accepted('bob'))
      .when(recordNoShows, fair, {})
      .saysNothing()
  })

  it('lets the organiser reject somebody, once', () => {
    const reason = 'no'
    given(...full)
      .when(rejectRegistration, fair, { customer: 'ann', reason })
      .then(desk.rejected('ann'))
    given(...full, desk.rejected('ann'))
      .when(rejectRegistration, fair, { customer: 'ann', reason })
      .saysNothing()
    given(...full)
      .when(rejectRegistration, fair, { customer: 'zoe', reason })
      .refused('not-registered')
  })

  it('refuses to cancel what never was, and says nothing of what is over', () => {
    given(...full)
      .when(cancelRegistration, fair, { customer: 'zoe' })
      .refused('not-registered')
    given(...full, desk.cancelled('ann'))
      .when(cancelRegistration, fair, { customer: 'ann' })
      .saysNothing()
  })
})
