import { problem } from '@ledger/http'
import type { Views } from '@ledger/read-store'
import { purchaseYears } from './purchase-years.js'

/** The currencies in which anything was ever bought; found by stepping through the index from one to the next. */
async function currenciesOf(views: Views): Promise<readonly string[]> {
  const found: string[] = []
  for (;;) {
    const last = found.at(-1)
    const filter = last === undefined ? {} : { currency: { gt: last } }
    const { entries } = await views.of(purchaseYears).find({ filter, sort: [['currency', 'asc']], limit: 1 })
    if (entries.length === 0) return found
    found.push(entries[0]!.document.currency)
  }
}

/** The currency of a question: the one asked for, or the only one there is. Amounts of two currencies are never added. */
export async function currencyOf(views: Views, asked: string | undefined): Promise<string> {
  if (asked !== undefined) return asked
  const known = await currenciesOf(views)
  if (known.length > 1) {
    throw problem(422, 'currency-needed', 'There are purchases in several currencies; ask for one', {
      details: { currencies: known },
    })
  }
  return known[0] ?? 'EUR'
}
