import type { EventOf } from '@ledger/event-sourcing'
import type { policyEvents } from '@ledger/policies'
import { because } from './sentence.js'
import type { Words } from './sentence.js'

const by = { rank: 'rank', 'cumulative-share': 'cumulative share', amount: 'amount' } as const

export const policyWords: Words<EventOf<(typeof policyEvents)[number]>> = {
  TierCutsSet: ({ cuts, reason }, who) =>
    `${who} cut the tiers by ${by[cuts.by]} at ${cuts.a}, ${cuts.b} and ${cuts.c}${because(reason)}.`,
  ChurnDaysSet: ({ days, reason }, who) =>
    `${who} decided that a customer is churned after more than ${days} days without a purchase${because(reason)}.`,
  FunnelStagesSet: ({ kind, stages, reason }, who) =>
    `${who} chose the funnel of ${kind}: ${stages.map(({ stage }) => stage).join(', ')}${because(reason)}.`,
}
