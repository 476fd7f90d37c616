import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Currency, Day, Id, Text, WholeNumber } from '@ledger/fields'
import { contractSigned } from '../customer/customer.events.js'
import { Customer, digestOfFact } from '../customer/customer.js'

export class SignContract {
  @Id({ about: 'Your own id of the contract.', example: 'c-2027-17' })
  contract: string

  @Day({ about: 'The day it was signed.' })
  day: string

  @WholeNumber({ ofMoney: true, optional: true, about: 'What it is worth, in the smallest unit of the currency.' })
  value?: number

  @Currency({ optional: true })
  currency?: string

  @Id({ optional: true, about: 'The campaign that it is linked to.' })
  campaign?: string

  @Text({ optional: true, about: 'The system or file that it was taken over from.' })
  source?: string
}

export const signContract = decide(Customer, SignContract, {}, (customer, command, { target }) => {
  if ((command.value === undefined) !== (command.currency === undefined)) return refuse('value-needs-currency')
  const known = customer.contracts.get(command.contract)
  if (!known) return contractSigned({ customer: target.customer, ...command })
  return known.digest === digestOfFact(command) ? nothing : refuse('contract-exists', { contract: command.contract })
})
