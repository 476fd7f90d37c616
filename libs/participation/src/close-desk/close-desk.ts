import { decide, nothing } from '@ledger/event-sourcing'
import { OneOf } from '@ledger/fields'
import { deskClosed } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { waitingCount } from '../desk/desk-state.js'

export class CloseDesk {
  @OneOf(['closed', 'finished', 'cancelled'], { optional: true })
  because?: 'closed' | 'finished' | 'cancelled'
}

/** Freezes the final list (R01). Who still waits, or has an open offer, did not get a seat. */
export const closeDesk = decide(Desk, CloseDesk, {}, (desk, { because = 'closed' }, { target }) => {
  if (desk.phase !== 'open') return nothing
  const offered = desk.entries.count(({ status }) => status === 'offered')
  const { registered, taken: seats } = desk
  return deskClosed({ ...target, because, registered, seats, waiting: waitingCount(desk) + offered })
})
