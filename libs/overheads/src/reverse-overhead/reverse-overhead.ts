import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Reason } from '@ledger/fields'
import { own } from '@ledger/values'
import { overheadReversed } from '../overheads/overheads.events.js'
import { Overheads } from '../overheads/overheads.js'

export class ReverseOverhead {
  @Id({ example: 'rent-2027-03' })
  overhead: string

  @Reason()
  reason: string
}

/** Takes an indirect cost that was recorded in error out of the sum; both stay in the history. */
export const reverseOverhead = decide(
  Overheads,
  ReverseOverhead,
  {},
  ({ overheads }, { overhead, reason }, { target: { month } }) => {
    const known = own(overheads, overhead)
    if (!known) return refuse('overhead-unknown', { overhead })
    const { amount, currency, reversed } = known
    return reversed ? nothing : overheadReversed({ month, overhead, amount, currency, reason })
  },
)
