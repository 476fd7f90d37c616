import { recordPurchase } from '@ledger/customers'
import type { Moment } from '../values/times.js'
import { action } from './action.js'
import type { ToActions } from './action.js'

/** A purchase counts on the day on which its time falls in the zone. */
export const purchaseActions: ToActions = (values, { source, zone, currency, ownId }) => {
  const { customer, at, ...rest } = values
  const { at: occurredAt, day } = at as Moment
  const command = { purchase: ownId, currency, ...rest, day, zone, source }
  const name = ['purchase', customer as string, command.purchase]
  return [action(recordPurchase, { customer }, command, { occurredAt, name })]
}
