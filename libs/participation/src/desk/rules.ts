import { refuse } from '@ledger/event-sourcing'
import type { Refusal } from '@ledger/event-sourcing'
import { seatOffered } from './desk.events.js'
import { Desk } from './desk.js'
import type { DeskEvent } from './desk.js'
import { freeSeats, inOrder } from './desk-state.js'
import type { DeskEntry, DeskState } from './desk-state.js'

/** Refuses (`desk-not-open`, `desk-closed`) unless the desk takes registrations. */
export function isOpen(desk: DeskState): Refusal | undefined {
  if (desk.phase === 'unopened') return refuse('desk-not-open')
  return desk.phase === 'closed' ? refuse('desk-closed') : undefined
}

const HOUR_MS = 3_600_000

/**
 * The events, and after them an offer for every waiter who gets one of the seats that they have freed: in order, whoever
 * fits. Who does not fit keeps their place, and is counted in the offer that passed them over.
 */
export function thenOffers(
  desk: DeskState,
  events: readonly DeskEvent[],
  campaign: string,
  now: string,
): readonly DeskEvent[] {
  const after = events.reduce((state, event) => Desk.fold(state, event), desk)
  if (after.phase !== 'open') return events
  const expiresAt = new Date(Date.parse(now) + after.offerHours * HOUR_MS).toISOString()
  const offers: DeskEvent[] = []
  let free = freeSeats(after)
  let passedOver = 0
  for (const [customer, partySize] of inOrder(after)) {
    if (free <= 0) break
    if (partySize > free) {
      passedOver += 1
      continue
    }
    free -= partySize
    const { registration } = after.entries.get(customer)!
    offers.push(seatOffered({ campaign, customer, registration, partySize, expiresAt, passedOver }))
  }
  return [...events, ...offers]
}

/** Who has an entry that can be given up: a seat, a place in the queue, or an offer. */
export const isLive = (
  entry: DeskEntry | undefined,
): entry is DeskEntry & { status: 'registered' | 'waiting' | 'offered' } =>
  entry !== undefined && (entry.status === 'registered' || entry.status === 'waiting' || entry.status === 'offered')

/** The open offer of a customer; else what to answer: a refusal, or nothing where the offer is over already. */
export function offerOf(desk: DeskState, customer: string): (DeskEntry & { expiresAt: string }) | Refusal {
  const entry = desk.entries.get(customer)
  if (entry?.status === 'offered' && entry.expiresAt !== undefined) return { ...entry, expiresAt: entry.expiresAt }
  return entry?.status === 'expired'
    ? refuse('offer-expired')
    : refuse('no-offer', { status: entry?.status ?? 'unknown' })
}
