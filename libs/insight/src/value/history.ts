import type { Views } from '@ledger/read-store'
import { customerHistory } from '../calculation/customer-history.js'
import type { Contract, CustomerDay, CustomerHistory, CustomerRow } from '../calculation/customer-history.js'
import { worths } from './asked.js'
import type { ValueKind } from './asked.js'
import { customerContracts } from './contracts.js'
import type { ContractDays } from './contracts.js'
import { PagesAhead } from './pages-ahead.js'
import { purchaseYears } from './purchase-years.js'
import type { PurchaseDay } from './purchase-years.js'

/** Rows at a time on their way from the store into the columns. */
const BATCH = 1_000

/** What counts: purchases in one currency, of one kind of worth, from a day on where there is one. */
export interface Counted {
  readonly currency: string
  readonly value: ValueKind
  /** Days since 1970-01-01: what was bought before it is not looked at. */
  readonly since?: number | undefined
}

/** The customers with the purchases that count and their contracts, in columns, as of the days asked for. */
export function readHistory(views: Views, counted: Counted, days: readonly number[]): Promise<CustomerHistory> {
  return customerHistory(customerRows(views, counted), { days, worth: worths[counted.value] })
}

/** Both views hand out their rows in order of the customer, so they are merged as they come. */
async function* customerRows(
  views: Views,
  { currency, since = -Infinity }: Counted,
): AsyncIterable<readonly CustomerRow[]> {
  const contracts = ahead<[string, readonly ContractDays[]]>(
    views.of(customerContracts).scan({ fields: ['customer', 'contracts'] }),
  )
  const purchases = ahead<[string, readonly PurchaseDay[]]>(
    views.of(purchaseYears).scan({ fields: ['customer', 'days'], filter: { currency } }),
  )
  try {
    let batch: CustomerRow[] = []
    for (;;) {
      if (purchases.waits) await purchases.fill()
      if (contracts.waits) await contracts.fill()
      const customer = least(purchases.row?.[0], contracts.row?.[0])
      if (customer === undefined) break
      const days: CustomerDay[] = []
      while (purchases.row?.[0] === customer) {
        for (const day of purchases.row[1]) if (day[0] >= since) days.push(day)
        purchases.next()
        if (purchases.waits) await purchases.fill()
      }
      let own: readonly Contract[] = []
      if (contracts.row?.[0] === customer) {
        own = contractsIn(contracts.row[1], { currency, since })
        contracts.next()
      }
      batch.push({ customer, days, contracts: own })
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
    yield batch
  } finally {
    await Promise.all([purchases.close(), contracts.close()])
  }
}

/**
 * A contract in another currency belongs to the figures of that one; one without a value makes its customer one
 * everywhere. Over a window, one that had ended before it is not looked at.
 */
export const contractsIn = (
  contracts: readonly ContractDays[],
  { currency, since = -Infinity }: Pick<Counted, 'currency' | 'since'>,
): readonly ContractDays[] =>
  contracts.filter(
    (one) =>
      (one.currency === undefined || one.currency === currency) && (one.ended === undefined || one.ended >= since),
  )

const least = (a: string | undefined, b: string | undefined): string =>
  a === undefined || (b !== undefined && b < a) ? b! : a

const ahead = <Row>(pages: AsyncIterable<readonly (readonly unknown[])[]>): PagesAhead<Row> =>
  new PagesAhead((pages as unknown as AsyncIterable<readonly Row[]>)[Symbol.asyncIterator]())
