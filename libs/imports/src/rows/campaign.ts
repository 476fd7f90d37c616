import { takeOverCampaign } from '@ledger/campaigns'
import { action } from './action.js'
import type { ToActions } from './action.js'

const ALL = 'all'

/** A campaign of the past. It counts from the first moment of its first day, so that all that happens in it comes after. */
export const campaignActions: ToActions = (values, { source, zone, currency, start }) => {
  const { campaign, from, to, channel, targetGroups, budget, phase = 'held', ...rest } = values
  const plan = {
    purposes: [],
    currency,
    ...rest,
    period: { from, to, zone },
    targetGroups: targetGroups ?? (channel === undefined ? [] : [{ id: ALL, name: 'All', channel }]),
    budget: budget === undefined ? [] : [{ id: ALL, name: 'All costs', amount: budget }],
    targets: [],
    milestones: [],
  }
  const occurredAt = start(from as string)
  return [
    action(
      takeOverCampaign,
      { campaign },
      { plan, phase, source },
      { occurredAt, name: ['campaign', campaign as string] },
    ),
  ]
}
