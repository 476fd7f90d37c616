import { describeCustomer } from '@ledger/customers'
import type { Moment } from '../values/times.js'
import { action } from './action.js'
import type { ToActions } from './action.js'

/** What is known of a person. An attribute may come back to what it once was, so the command has no name of its own. */
export const customerActions: ToActions = (values, { source }) => {
  const { customer, attributes } = values
  const at = values['at'] as Moment | undefined
  const empty = Object.keys(attributes as object).length === 0
  return empty ? [] : [action(describeCustomer, { customer }, { attributes, source }, at ? { occurredAt: at.at } : {})]
}
