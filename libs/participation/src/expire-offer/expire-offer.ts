import { decide, isRefusal, nothing } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { offerExpired } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { offerOf, thenOffers } from '../desk/rules.js'

/** Given by the clock; nobody gives it by hand. */
export class ExpireOffer {
  @Id()
  customer: string

  @Id()
  registration: string
}

/** Ends that very offer when its time has come; one that was answered meanwhile, or is not due yet, stays as it is. */
export const expireOffer = decide(Desk, ExpireOffer, {}, (desk, { customer, registration }, { target, now }) => {
  const offer = offerOf(desk, customer)
  if (isRefusal(offer) || offer.registration !== registration || now < offer.expiresAt) return nothing
  return thenOffers(desk, [offerExpired({ ...target, customer, registration })], target.campaign, now)
})
