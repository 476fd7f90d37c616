import type { Views } from '@ledger/read-store'
import { customerHistory } from '../calculation/customer-history.js'
import type { Contract, CustomerDay, CustomerHistory, CustomerRow } from '../calculation/customer-history.js'
import { worths } from './asked.js'
import type { ValueKind } from './asked.js'
import { customerContracts } from './contracts.js'
import type { ContractDays } from './contracts.js'
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
  const contracts = rowsOf<[string, readonly ContractDays[]]>(
    views.of(customerContracts).scan({ fields: ['customer', 'contracts'] }),
  )
  const purchases = rowsOf<[string, readonly PurchaseDay[]]>(
    views.of(purchaseYears).scan({ fields: ['customer', 'days'], filter: { currency } }),
  )
  let batch: CustomerRow[] = []
  for await (const row of mergedRows(purchases, contracts, { currency, since })) {
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
  { currency, since }: { currency: string; since: number },
): AsyncIterable<CustomerRow> {
  let bought = await purchases.next()
  let signed = await contracts.next()
  while (!bought.done || !signed.done) {
    const customer = least(bought.done ? undefined : bought.value[0], signed.done ? undefined : signed.value[0])
    const days: CustomerDay[] = []
    for (; !bought.done && bought.value[0] === customer; bought = await purchases.next()) {
      for (const [day, revenue, production, direct, count] of bought.value[1])
        if (day >= since) days.push([day, revenue, production, direct, count])
    }
    let own: readonly Contract[] = []
    for (; !signed.done && signed.value[0] === customer; signed = await contracts.next())
      own = contractsIn(signed.value[1], { currency, since })
    yield { customer, days, contracts: own }
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

async function* rowsOf<Row>(batches: AsyncIterable<readonly (readonly unknown[])[]>): AsyncGenerator<Row, undefined> {
  for await (const batch of batches) yield* batch as unknown as readonly Row[]
  return undefined
}
