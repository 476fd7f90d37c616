import { decide, isRefusal, nothing } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { offerDeclined } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { isOpen, offerOf, thenOffers } from '../desk/rules.js'

export class DeclineOffer {
  @Id({ example: 'c-1001' })
  customer: string
}

/** Leaves the list; the seat goes to the next who waits. */
export const declineOffer = decide(Desk, DeclineOffer, {}, (desk, { customer }, { target, now }) => {
  if (desk.entries.get(customer)?.status === 'declined') return nothing
  const refusal = isOpen(desk)
  if (refusal) return refusal
  const offer = offerOf(desk, customer)
  if (isRefusal(offer)) return offer
  return thenOffers(
    desk,
    [offerDeclined({ ...target, customer, registration: offer.registration })],
    target.campaign,
    now,
  )
})
