import { decide, isRefusal, nothing, refuse } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { offerAccepted } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { isOpen, offerOf } from '../desk/rules.js'

export class AcceptOffer {
  @Id({ example: 'c-1001' })
  customer: string
}

/** Takes the seat that an offer holds. At its last moment an offer is over, whether its end was recorded yet or not. */
export const acceptOffer = decide(Desk, AcceptOffer, {}, (desk, { customer }, { target, now }) => {
  if (desk.entries.get(customer)?.status === 'registered') return nothing
  const refusal = isOpen(desk)
  if (refusal) return refusal
  const offer = offerOf(desk, customer)
  if (isRefusal(offer)) return offer
  if (now >= offer.expiresAt) return refuse('offer-expired', { expiresAt: offer.expiresAt })
  return offerAccepted({ ...target, customer, registration: offer.registration })
})
