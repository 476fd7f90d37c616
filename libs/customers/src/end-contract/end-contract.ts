import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Day, Id, Reason, Text } from '@ledger/fields'
import { contractEnded } from '../customer/customer.events.js'
import { Customer } from '../customer/customer.js'

export class EndContract {
  @Id({ example: 'c-2027-17' })
  contract: string

  @Day({ about: 'The day on which it no longer runs.' })
  day: string

  @Reason({ optional: true })
  reason?: string

  @Text({ optional: true, about: 'The system or file that it was taken over from.' })
  source?: string
}

/** A contract that ends makes a customer churn (L01). */
export const endContract = decide(Customer, EndContract, {}, (customer, command, { target }) => {
  const { contract, day } = command
  const known = customer.contracts.get(contract)
  if (!known) return refuse('contract-unknown', { contract })
  if (known.ended === day) return nothing
  if (known.ended !== undefined) return refuse('contract-ended', { contract, day: known.ended })
  if (day < known.signed) return refuse('contract-ends-before-signed', { signed: known.signed })
  return contractEnded({ customer: target.customer, ...command })
})
