import { aggregate } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { OrderedMap } from 'immutable'
import { deskEvents } from './desk.events.js'
import { deskSnapshot, emptyDesk } from './desk-state.js'
import type { DeskEntry, DeskState } from './desk-state.js'

export type DeskEvent = EventOf<(typeof deskEvents)[number]>

/** The one place where capacity is decided. */
export const Desk = aggregate({
  category: 'desk',
  ids: ['campaign'],
  events: deskEvents,
  initial: emptyDesk,
  fold,
  snapshot: deskSnapshot,
})

function fold(desk: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'DeskOpened': {
      const { capacity, offerHours } = event.data
      return { ...desk, phase: 'open', capacity, offerHours }
    }
    case 'ParticipantRegistered': {
      const { customer, registration, partySize, priority } = event.data
      return seated(
        entered(desk, customer, { status: 'registered', registration, partySize, priority }),
        customer,
        partySize,
      )
    }
    case 'ParticipantWaitlisted': {
      const { customer, registration, partySize, priority } = event.data
      const queue = (desk.waiting.get(priority) ?? OrderedMap<string, number>()).set(customer, partySize)
      const number = desk.drawn
      const queued = { ...desk, waiting: desk.waiting.set(priority, queue), drawn: number + 1 }
      return entered(queued, customer, { status: 'waiting', registration, partySize, priority, number })
    }
    case 'RegistrationCancelled':
      return left(desk, event.data.customer, 'cancelled')
    case 'RegistrationRejected':
      return left(desk, event.data.customer, 'rejected')
    case 'SeatOffered': {
      const { customer, partySize, expiresAt } = event.data
      const entry = desk.entries.get(customer)!
      const gone = unqueued(desk, customer, entry.priority)
      return entered({ ...gone, held: gone.held + partySize }, customer, { ...entry, status: 'offered', expiresAt })
    }
    case 'OfferAccepted': {
      const { customer } = event.data
      const { expiresAt: _, ...entry } = desk.entries.get(customer)!
      const released = { ...desk, held: desk.held - entry.partySize }
      return seated(entered(released, customer, { ...entry, status: 'registered' }), customer, entry.partySize)
    }
    case 'OfferDeclined':
      return left(desk, event.data.customer, 'declined')
    case 'OfferExpired':
      return left(desk, event.data.customer, 'expired')
    case 'CapacityChanged':
      return { ...desk, capacity: event.data.to }
    case 'ParticipantCheckedIn': {
      const { customer, scan } = event.data
      const entry = { ...desk.entries.get(customer)!, checkedIn: scan }
      const scans = desk.scans.set(scan, { customer, undone: false })
      return entered({ ...desk, scans, expected: desk.expected.delete(customer) }, customer, entry)
    }
    case 'CheckInUndone': {
      const { customer, scan } = event.data
      const { checkedIn: _, ...entry } = desk.entries.get(customer)!
      const scans = desk.scans.set(scan, { customer, undone: true })
      return entered({ ...desk, scans, expected: desk.expected.add(customer) }, customer, entry)
    }
    case 'NoShowsRecorded': {
      const { customers } = event.data
      const marked = customers.reduce((all, one) => all.set(one, { ...all.get(one)!, noShow: true }), desk.entries)
      return { ...desk, entries: marked, expected: desk.expected.subtract(customers) }
    }
    case 'DeskClosed':
      return lapsed({ ...desk, phase: 'closed' }, event.data.lapsed)
    case 'RegistrationTakenOver': {
      const { customer, partySize } = event.data
      const came = desk.entries.get(customer)?.checkedIn
      const entry = { status: 'registered', registration: 'taken-over', partySize, priority: 0 } as const
      const told = came === undefined ? entry : { ...entry, checkedIn: came }
      return seated(entered(desk, customer, told), customer, partySize)
    }
    case 'AttendanceTakenOver': {
      const { customer } = event.data
      const known = desk.entries.get(customer) ?? {
        status: 'registered',
        registration: 'came',
        partySize: 1,
        priority: 0,
      }
      return entered({ ...desk, expected: desk.expected.delete(customer) }, customer, {
        ...known,
        checkedIn: 'taken-over',
      })
    }
  }
}

const entered = (desk: DeskState, customer: string, entry: DeskEntry): DeskState => ({
  ...desk,
  entries: desk.entries.set(customer, entry),
})

/** Who is known to have been here is not expected any more. */
const seated = (desk: DeskState, customer: string, partySize: number): DeskState => ({
  ...desk,
  taken: desk.taken + partySize,
  registered: desk.registered + 1,
  expected: desk.entries.get(customer)?.checkedIn === undefined ? desk.expected.add(customer) : desk.expected,
})

/** Offers that lapse with the desk: their persons wait again, in the places that they had. */
function lapsed(desk: DeskState, customers: readonly string[]): DeskState {
  const again = customers.reduce((state, customer) => {
    const { expiresAt: _, ...entry } = state.entries.get(customer)!
    const queue = (state.waiting.get(entry.priority) ?? OrderedMap<string, number>()).set(customer, entry.partySize)
    const queued = { ...state, held: state.held - entry.partySize, waiting: state.waiting.set(entry.priority, queue) }
    return entered(queued, customer, { ...entry, status: 'waiting' })
  }, desk)
  const numberOf = (_: number, customer: string) => again.entries.get(customer)!.number
  return { ...again, waiting: again.waiting.map((queue) => queue.sortBy(numberOf)) }
}

function unqueued(desk: DeskState, customer: string, priority: number): DeskState {
  const queue = desk.waiting.get(priority)!.delete(customer)
  return { ...desk, waiting: queue.isEmpty() ? desk.waiting.delete(priority) : desk.waiting.set(priority, queue) }
}

/** Somebody leaves: what they had (a seat, a place in the queue, an offer) is free again. Who was here was here. */
function left(desk: DeskState, customer: string, status: DeskEntry['status']): DeskState {
  const { expiresAt: _, ...entry } = desk.entries.get(customer)!
  const gone = entered(desk, customer, { ...entry, status })
  switch (entry.status) {
    case 'registered':
      return {
        ...gone,
        taken: desk.taken - entry.partySize,
        registered: desk.registered - 1,
        expected: desk.expected.delete(customer),
      }
    case 'waiting':
      return unqueued(gone, customer, entry.priority)
    case 'offered':
      return { ...gone, held: desk.held - entry.partySize }
    case 'cancelled':
    case 'rejected':
    case 'declined':
    case 'expired':
      return gone
  }
}
