import { aggregate, digestOf } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { own } from '@ledger/values'
import { overheadEvents } from './overheads.events.js'

interface KnownOverhead {
  /** Of all that was said of it: the same said again is nothing new. */
  readonly digest: string
  readonly amount: number
  readonly currency: string
  readonly reversed: boolean
}

export interface OverheadsState {
  readonly overheads: Readonly<Record<string, KnownOverhead>>
  /** What is in force, by currency, in its smallest unit. */
  readonly totals: Readonly<Record<string, number>>
}

export type OverheadEvent = EventOf<(typeof overheadEvents)[number]>

/** The indirect costs of one month (E02): how they are shared out is reckoned when it is asked for. */
export const Overheads = aggregate({
  category: 'overheads',
  ids: ['month'],
  events: overheadEvents,
  initial: { overheads: {}, totals: {} } as OverheadsState,
  fold: (state, event: OverheadEvent): OverheadsState => {
    const { overhead, amount, currency } = event.data
    const isRecorded = event.type === 'OverheadRecorded'
    const known = isRecorded
      ? { digest: digestOfOverhead(event.data), amount, currency, reversed: false }
      : { ...state.overheads[overhead]!, reversed: true }
    const before = own(state.totals, currency) ?? 0
    return {
      overheads: { ...state.overheads, [overhead]: known },
      totals: { ...state.totals, [currency]: before + (isRecorded ? amount : -amount) },
    }
  },
})

export function digestOfOverhead(said: object): string {
  const { month: _, ...overhead } = said as { month?: string }
  return digestOf(overhead)
}
