import { decide, nothing } from '@ledger/event-sourcing'
import { WholeNumber } from '@ledger/fields'
import { deskOpened } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'

/** Follows from the campaign's opening of registration; nobody gives it by hand. */
export class OpenDesk {
  @WholeNumber()
  capacity: number

  @WholeNumber({ min: 1 })
  offerHours: number
}

/** Seats that were taken over from elsewhere are taken: a desk opens with no fewer than these. */
export const openDesk = decide(Desk, OpenDesk, {}, (desk, { capacity, offerHours }, { target }) =>
  desk.phase === 'unopened' ? deskOpened({ ...target, capacity: Math.max(capacity, desk.taken), offerHours }) : nothing,
)
