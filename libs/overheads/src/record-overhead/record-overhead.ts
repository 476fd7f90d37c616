import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Currency, Id, Text, WholeNumber } from '@ledger/fields'
import { isMonth, own } from '@ledger/values'
import { overheadRecorded } from '../overheads/overheads.events.js'
import { digestOfOverhead, Overheads } from '../overheads/overheads.js'

export class RecordOverhead {
  @Id({
    about: 'Your own id of the cost, such as an invoice number; the same id is the same cost.',
    example: 'rent-2027-03',
  })
  overhead: string

  @Text({ about: 'What it was spent on.', example: 'Rent of the showroom' })
  purpose: string

  @WholeNumber({ ofMoney: true, min: 1, about: 'In the smallest unit of the currency.', example: 300_000 })
  amount: number

  @Currency()
  currency: string

  @Id({ optional: true })
  supplier?: string

  @Text({ optional: true, about: 'The document behind it, by reference.' })
  document?: string
}

/** A cost of a month that belongs to no single campaign (E02). */
export const recordOverhead = decide(Overheads, RecordOverhead, {}, ({ overheads, totals }, command, { target }) => {
  const { month } = target
  if (!isMonth(month)) return refuse('month-unknown', { month })
  const { overhead, amount, currency } = command
  const known = own(overheads, overhead)
  // Said again is said once, and a reversal stands: who repeats a request must not record a cost a second time.
  if (known) {
    const same = known.digest === digestOfOverhead(command)
    return same ? nothing : refuse('overhead-exists', { overhead, amount: known.amount, currency: known.currency })
  }
  const recorded = own(totals, currency) ?? 0
  if (recorded + amount > Number.MAX_SAFE_INTEGER) return refuse('sum-too-large', { recorded })
  return overheadRecorded({ month, ...command })
})
