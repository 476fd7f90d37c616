import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Reason } from '@ledger/fields'
import { customerErased, erasureCompleted } from '../customer/customer.events.js'
import { Customer } from '../customer/customer.js'

export class EraseCustomer {
  @Reason()
  reason: string
}

/** Erases a person for ever (Z04). What they bought and signed stays, under an id that says nothing of them. */
export const eraseCustomer = decide(Customer, EraseCustomer, {}, (customer, { reason }, { target }) => {
  if (customer.erasure) return nothing
  // A mistyped id must not be told that it was erased.
  if (customer === Customer.initial) return refuse('customer-unknown', { customer: target.customer })
  return customerErased({ customer: target.customer, reason })
})

export class CompleteErasure {}

/** Says that nothing is left. */
export const completeErasure = decide(Customer, CompleteErasure, {}, ({ erasure }, _, { target }) =>
  erasure === 'underway' ? erasureCompleted({ customer: target.customer }) : nothing,
)
