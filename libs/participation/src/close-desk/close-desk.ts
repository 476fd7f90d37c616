import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { deskClosed } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { waitingCount } from '../desk/desk-state.js'

export class CloseDesk {
  /** Not for callers: what the campaign's own end says. */
  because?: 'finished' | 'cancelled'
}

/** Freezes the final list (R01). Who still waits, or has an open offer, did not get a seat. */
export const closeDesk = decide(Desk, CloseDesk, {}, (desk, { because }, { target }) => {
  if (desk.phase === 'closed') return nothing
  // A campaign may end without ever having opened registration.
  if (desk.phase === 'unopened') return because === undefined ? refuse('desk-not-open') : nothing
  const lapsed = [...desk.entries.filter(({ status }) => status === 'offered').keys()]
  const { registered, taken: seats } = desk
  const waiting = waitingCount(desk) + lapsed.length
  return deskClosed({ ...target, because: because ?? 'closed', registered, seats, waiting, lapsed })
})
