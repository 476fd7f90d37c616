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

export const openDesk = decide(Desk, OpenDesk, {}, (desk, { capacity, offerHours }, { target }) =>
  desk.phase === 'unopened' ? deskOpened({ ...target, capacity, offerHours }) : nothing,
)
