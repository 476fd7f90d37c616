import { recordCost } from '@ledger/campaigns'
import { action } from './action.js'
import type { ToActions } from './action.js'

/** A direct cost; it counts at noon of its day. */
export const costActions: ToActions = (values, { currency, ownId, noon }) => {
  const { campaign, ...rest } = values
  const command = { cost: ownId, line: 'all', currency, ...rest }
  const name = ['cost', campaign as string, command.cost]
  return [action(recordCost, { campaign }, command, { occurredAt: noon(values['day'] as string), name })]
}
