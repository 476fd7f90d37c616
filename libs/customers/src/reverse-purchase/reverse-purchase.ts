import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Reason } from '@ledger/fields'
import { purchaseReversed } from '../customer/customer.events.js'
import { Customer } from '../customer/customer.js'

export class ReversePurchase {
  @Id({ example: 'receipt-4711' })
  purchase: string

  @Reason()
  reason: string
}

/** Takes a purchase back: sent back by the customer, or recorded in error. */
export const reversePurchase = decide(Customer, ReversePurchase, {}, (customer, { purchase, reason }, { target }) => {
  const known = customer.purchases.get(purchase)
  if (!known) return refuse('purchase-unknown', { purchase })
  const { reversed, digest: _, ...fact } = known
  return reversed ? nothing : purchaseReversed({ customer: target.customer, purchase, ...fact, reason })
})
