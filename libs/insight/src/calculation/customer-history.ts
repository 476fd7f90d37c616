import { Column } from './column.js'

/** What a customer brought and cost on one day. Days are numbers since 1970-01-01, money is in integer minor units. */
export type CustomerDay = readonly [
  day: number,
  revenue: number,
  production: number,
  direct: number,
  /** A day without a purchase may still have money on it; a purchase may bring none. */
  purchases: number,
  ...more: unknown[],
]

export interface Contract {
  readonly signed: number
  /** The day it ended: on that day it no longer runs. */
  readonly ended?: number
}

export interface CustomerRow {
  readonly customer: string
  /** In any order. */
  readonly days: readonly CustomerDay[]
  readonly contracts: readonly Contract[]
}

/** What a day is worth to us, in minor units: whole numbers, so that sums are exact. */
export type Worth = (day: CustomerDay) => number

/** Revenue less the costs that are asked for. */
export function worthOf(costs: { readonly production: boolean; readonly direct: boolean }): Worth {
  return ([, revenue, production, direct]) =>
    revenue - (costs.production ? production : 0) - (costs.direct ? direct : 0)
}

/** In a column of days: there is none. */
export const NEVER = -2_147_483_648
/** In `contractEnd`: a contract runs. */
export const RUNNING = 2_147_483_647

/** Every customer as of the end of one day; the columns are those of the history. */
export interface Cut {
  readonly day: number
  /** What the customer's days up to this one are worth. */
  readonly value: Float64Array
  readonly lastPurchase: Int32Array
  /** NEVER: no contract signed yet; RUNNING; otherwise the day on which the last one ended. */
  readonly contractEnd: Int32Array
}

/** The customers in columns, ascending by id: the same index is the same customer everywhere. */
export interface CustomerHistory {
  readonly ids: readonly string[]
  /** The day of the first purchase or contract. A customer belongs to a cut from this day on. */
  readonly firstDay: Int32Array
  /** Ascending by day. */
  readonly cuts: readonly Cut[]
}

/**
 * Reads every customer once and keeps, for each cut day, what the pyramid and churn ask for.
 * Whoever neither bought nor signed up to the last cut is left out.
 * @param batches customers ascending by id (binary order), each once; throws a RangeError where they are not
 * @param days the cut days, in any order
 */
export async function customerHistory(
  batches: AsyncIterable<readonly CustomerRow[]>,
  { days, worth }: { readonly days: readonly number[]; readonly worth: Worth },
): Promise<CustomerHistory> {
  const ids: string[] = []
  const firstDays = Column.ofIntegers()
  const cuts = [...new Set(days)].sort((one, other) => one - other).map(emptyCut)
  let previous: string | undefined
  for await (const batch of batches) {
    for (const row of batch) {
      if (previous !== undefined && row.customer <= previous) {
        throw new RangeError(`Customers must ascend by id: ${row.customer} came after ${previous}`)
      }
      previous = row.customer
      const firstDay = firstDayOf(row)
      if (firstDay > (cuts.at(-1)?.day ?? NEVER)) continue
      ids.push(row.customer)
      firstDays.push(firstDay)
      addTo(cuts, row, worth)
    }
  }
  return { ids, firstDay: firstDays.values, cuts: cuts.map(finished) }
}

/** The cut of a day. Throws a RangeError when the history was not read for it. */
export function cutAt(history: CustomerHistory, day: number): Cut {
  const cut = history.cuts.find((candidate) => candidate.day === day)
  if (!cut) throw new RangeError(`The history has no cut on day ${day}`)
  return cut
}

/** The customers that belong to a cut: those who bought or signed on or before its day. Ascending indexes. */
export function populationOf(history: CustomerHistory, cut: Cut): Uint32Array {
  const members = new Uint32Array(history.ids.length)
  let count = 0
  for (let index = 0; index < members.length; index += 1) {
    if (history.firstDay[index]! <= cut.day) members[count++] = index
  }
  return members.subarray(0, count)
}

const emptyCut = (day: number) => ({
  day,
  value: Column.ofFloats(),
  lastPurchase: Column.ofIntegers(),
  contractEnd: Column.ofIntegers(),
  // The customer at hand, before it is pushed.
  worth: 0,
  bought: NEVER,
})
type GrowingCut = ReturnType<typeof emptyCut>

const finished = ({ day, value, lastPurchase, contractEnd }: GrowingCut): Cut => ({
  day,
  value: value.values,
  lastPurchase: lastPurchase.values,
  contractEnd: contractEnd.values,
})

function firstDayOf({ days, contracts }: CustomerRow): number {
  let first = RUNNING
  for (const day of days) if (day[4] > 0 && day[0] < first) first = day[0]
  for (const { signed } of contracts) if (signed < first) first = signed
  return first
}

/** Each day counts once, in the first cut that sees it; each cut then adds the one before it. */
function addTo(cuts: readonly GrowingCut[], row: CustomerRow, worth: Worth): void {
  for (const cut of cuts) {
    cut.worth = 0
    cut.bought = NEVER
  }
  for (const day of row.days) {
    const cut = cuts.find((candidate) => day[0] <= candidate.day)
    if (!cut) continue
    cut.worth += worth(day)
    if (day[4] > 0 && day[0] > cut.bought) cut.bought = day[0]
  }
  let [value, lastPurchase] = [0, NEVER]
  for (const cut of cuts) {
    value += cut.worth
    lastPurchase = Math.max(lastPurchase, cut.bought)
    cut.value.push(value)
    cut.lastPurchase.push(lastPurchase)
    cut.contractEnd.push(contractEndOf(row.contracts, cut.day))
  }
}

function contractEndOf(contracts: readonly Contract[], day: number): number {
  let end = NEVER
  for (const { signed, ended } of contracts) {
    if (signed <= day) end = Math.max(end, ended !== undefined && ended <= day ? ended : RUNNING)
  }
  return end
}
