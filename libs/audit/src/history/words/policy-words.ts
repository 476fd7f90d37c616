import type { EventOf } from '@ledger/event-sourcing'
import type { AllocationKey, policyEvents } from '@ledger/policies'
import { because } from './sentence.js'
import type { Words } from './sentence.js'

const by = { rank: 'rank', 'cumulative-share': 'cumulative share', amount: 'amount' } as const

const shares = {
  equal: 'equal parts',
  'direct-cost': 'direct cost',
  revenue: 'revenue',
  participants: 'participants',
  days: 'days in the month',
  weights: 'fixed weights',
} as const

const weighed = ({ weights = [] }: AllocationKey): string =>
  weights.length === 0 ? '' : ` (${weights.map(({ campaign, weight }) => `${campaign} ${weight}`).join(', ')})`

export const policyWords: Words<EventOf<(typeof policyEvents)[number]>> = {
  TierCutsSet: ({ cuts, reason }, who) =>
    `${who} cut the tiers by ${by[cuts.by]} at ${cuts.a}, ${cuts.b} and ${cuts.c}${because(reason)}.`,
  ChurnDaysSet: ({ days, reason }, who) =>
    `${who} decided that a customer is churned after more than ${days} days without a purchase${because(reason)}.`,
  AllocationKeySet: ({ key, reason }, who) =>
    `${who} decided that indirect cost is shared out by ${shares[key.by]}${weighed(key)}${because(reason)}.`,
  FunnelStagesSet: ({ kind, stages, reason }, who) =>
    `${who} chose the funnel of ${kind}: ${stages.map(({ stage }) => stage).join(', ')}${because(reason)}.`,
}
