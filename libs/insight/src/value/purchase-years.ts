import { purchaseRecorded, purchaseReversed } from '@ledger/customers'
import { view } from '@ledger/read-store'
import { dayNumber } from '@ledger/values'

/**
 * What a customer bought on one day, in the smallest unit of the currency:
 * [day (days since 1970-01-01), revenue, production cost, direct cost, purchases, positions of the events behind it].
 */
export type PurchaseDay = readonly [
  day: number,
  revenue: number,
  productionCost: number,
  directCost: number,
  purchases: number,
  events: readonly number[],
]

/** A customer's purchases of one year in one currency: bounded by the days of a year, however much is bought. */
export interface PurchaseYear {
  readonly customer: string
  readonly currency: string
  readonly year: string
  /** In order of the day. */
  readonly days: readonly PurchaseDay[]
}

/** A blank sorts before every character of an id, so that the order of keys is the order of customers. */
export const purchaseYearKey = (customer: string, currency: string, day: string): string =>
  `${customer} ${currency} ${day.slice(0, 4)}`

/** Made for questions about value as of any day: a customer's days stand together, and a late purchase falls in its place. */
export const purchaseYears = view('purchase-years', {
  version: 1,
  reads: [purchaseRecorded, purchaseReversed],
  indexes: [['currency'], ['customer', 'currency']],
  keys: ({ data }) => [purchaseYearKey(data.customer, data.currency, data.day)],
  fold: (known: PurchaseYear | undefined, event): PurchaseYear | undefined => {
    const { customer, currency, day, revenue, productionCost = 0, directCost = 0 } = event.data
    const document = known ?? { customer, currency, year: day.slice(0, 4), days: [] }
    const sign = event.type === 'PurchaseRecorded' ? 1 : -1
    const change: PurchaseDay = [
      dayNumber(day),
      sign * revenue,
      sign * productionCost,
      sign * directCost,
      sign,
      [event.position],
    ]
    const days = merged(document.days, change)
    return days.length === 0 ? undefined : { ...document, days }
  },
})

/** The days with one more change in its place; a day whose purchases were all taken back is no day of purchase. */
function merged(days: readonly PurchaseDay[], change: PurchaseDay): readonly PurchaseDay[] {
  let at = days.length
  while (at > 0 && days[at - 1]![0] >= change[0]) at -= 1
  const there = days[at]?.[0] === change[0] ? days[at] : undefined
  const sum = there ? added(there, change) : change
  const rest = days.slice(there ? at + 1 : at)
  return sum[4] === 0 ? [...days.slice(0, at), ...rest] : [...days.slice(0, at), sum, ...rest]
}

const added = (a: PurchaseDay, b: PurchaseDay): PurchaseDay => [
  a[0],
  a[1] + b[1],
  a[2] + b[2],
  a[3] + b[3],
  a[4] + b[4],
  [...a[5], ...b[5]],
]
