import type { Views } from '@ledger/read-store'
import { customerHistory } from '../calculation/customer-history.js'
import type { Contract, CustomerDay, CustomerHistory, CustomerRow, Worth } from '../calculation/customer-history.js'
import { customerContracts } from './contracts.js'
import type { ContractDays } from './contracts.js'
import { purchaseYears } from './purchase-years.js'
import type { PurchaseDay } from './purchase-years.js'

/** Rows at a time on their way from the store into the columns. */
const BATCH = 1_000

/** The customers with their purchases in one currency and their contracts, in columns, as of the days asked for. */
export function readHistory(
  views: Views,
  currency: string,
  days: readonly number[],
  worth: Worth,
): Promise<CustomerHistory> {
  return customerHistory(customerRows(views, currency), { days, worth })
}

/** Both views hand out their rows in order of the customer, so they are merged as they come. */
export async function* customerRows(views: Views, currency: string): AsyncIterable<readonly CustomerRow[]> {
  const contracts = rowsOf<[string, readonly ContractDays[]]>(
    views.of(customerContracts).scan({ fields: ['customer', 'contracts'] }),
  )
  const purchases = rowsOf<[string, readonly PurchaseDay[]]>(
    views.of(purchaseYears).scan({ fields: ['customer', 'days'], filter: { currency } }),
  )
  let batch: CustomerRow[] = []
  for await (const row of mergedRows(purchases, contracts)) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

async function* mergedRows(
  purchases: AsyncIterator<[string, readonly PurchaseDay[]]>,
  contracts: AsyncIterator<[string, readonly ContractDays[]]>,
): AsyncIterable<CustomerRow> {
  let bought = await purchases.next()
  let signed = await contracts.next()
  while (!bought.done || !signed.done) {
    const customer = least(bought.done ? undefined : bought.value[0], signed.done ? undefined : signed.value[0])
    const days: CustomerDay[] = []
    for (; !bought.done && bought.value[0] === customer; bought = await purchases.next()) {
      for (const [day, revenue, production, direct, count] of bought.value[1])
        days.push([day, revenue, production, direct, count])
    }
    let own: readonly Contract[] = []
    for (; !signed.done && signed.value[0] === customer; signed = await contracts.next()) own = signed.value[1]
    yield { customer, days, contracts: own }
  }
}

const least = (a: string | undefined, b: string | undefined): string =>
  a === undefined || (b !== undefined && b < a) ? b! : a

async function* rowsOf<Row>(batches: AsyncIterable<readonly (readonly unknown[])[]>): AsyncGenerator<Row, undefined> {
  for await (const batch of batches) yield* batch as unknown as readonly Row[]
  return undefined
}
