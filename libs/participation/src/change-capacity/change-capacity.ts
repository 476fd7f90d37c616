import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { WholeNumber } from '@ledger/fields'
import { capacityChanged } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { isOpen, thenOffers } from '../desk/rules.js'

export class ChangeCapacity {
  @WholeNumber({ max: 1_000_000, about: 'Seats from now on; not below what is taken and held.', example: 60 })
  capacity: number
}

/** New seats are offered to those who wait; seats that people have are never taken from them. */
export const changeCapacity = decide(Desk, ChangeCapacity, {}, (desk, { capacity }, { target, now }) => {
  const refusal = isOpen(desk)
  if (refusal) return refusal
  if (capacity === desk.capacity) return nothing
  const { taken, held } = desk
  if (capacity < taken + held) return refuse('capacity-below-taken', { taken, held })
  return thenOffers(desk, [capacityChanged({ ...target, from: desk.capacity, to: capacity })], target.campaign, now)
})
