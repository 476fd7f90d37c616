import { endContract, signContract } from '@ledger/customers'
import { action } from './action.js'
import type { ToActions } from './action.js'

/** A contract signed and, where the row says so, ended. */
export const contractActions: ToActions = (values, { source, currency: usual, ownId, noon }) => {
  const { customer, contract = ownId, signed, ended, reason, value, currency = usual, campaign } = values
  const worth = value === undefined ? {} : { value, currency }
  const named = (verb: string, day: unknown) => ({
    occurredAt: noon(day as string),
    name: [verb, customer as string, contract as string],
  })
  const signing = action(
    signContract,
    { customer },
    { contract, day: signed, ...worth, campaign, source },
    named('contract', signed),
  )
  if (ended === undefined) return [signing]
  return [
    signing,
    action(endContract, { customer }, { contract, day: ended, reason, source }, named('contract-end', ended)),
  ]
}
