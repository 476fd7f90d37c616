import type { Recorded } from '@ledger/event-sourcing'
import { view } from '@ledger/read-store'
import { overheadEvents } from '../overheads/overheads.events.js'
import type { OverheadData } from '../overheads/overheads.events.js'
import type { OverheadEvent } from '../overheads/overheads.js'

export type Overhead = Omit<OverheadData, 'month'> & {
  /** Where in the log it stands. */
  readonly position: number
  /** Why it was taken out of the sum again. */
  readonly reversed?: string
}

/** The indirect costs of one month as people look at them, in order of their recording. */
export interface OverheadMonth {
  /** `2027-03` */
  readonly month: string
  readonly overheads: readonly Overhead[]
  /** What is in force, by currency, in its smallest unit. */
  readonly totals: Readonly<Record<string, number>>
  /** The revision of the month's stream: the ETag. */
  readonly revision: number
  readonly changedAt: string
}

export const overheadMonths = view('overheads', {
  version: 1,
  reads: overheadEvents,
  indexes: [['month']],
  keys: ({ data }) => [data.month],
  fold: (known: OverheadMonth | undefined, event): OverheadMonth => {
    const overheads = changed(known?.overheads ?? [], event)
    const { revision, metadata, data } = event
    return { month: data.month, overheads, totals: totalsOf(overheads), revision, changedAt: metadata.recordedAt }
  },
})

function changed(
  overheads: readonly Overhead[],
  { type, data, position }: Recorded<OverheadEvent>,
): readonly Overhead[] {
  if (type === 'OverheadReversed')
    return overheads.map((one) => (one.overhead === data.overhead ? { ...one, reversed: data.reason } : one))
  const { month: _, ...overhead } = data
  return [...overheads, { ...overhead, position }]
}

function totalsOf(overheads: readonly Overhead[]): Readonly<Record<string, number>> {
  const totals: Record<string, number> = {}
  for (const { amount, currency, reversed } of overheads)
    if (reversed === undefined) totals[currency] = (totals[currency] ?? 0) + amount
  return totals
}
