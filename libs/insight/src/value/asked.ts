import { currencies, dayNumber, parseDay } from '@ledger/values'
import { invalid } from '@ledger/http'
import { worthOf } from '../calculation/customer-history.js'
import type { Worth } from '../calculation/customer-history.js'
import { tierNames } from '../calculation/tiers.js'
import type { Tier } from '../calculation/tiers.js'

/** What is called value: revenue, or profit = revenue − production cost − direct cost (A02). */
export type ValueKind = 'revenue' | 'profit'

export const worths: Readonly<Record<ValueKind, Worth>> = {
  revenue: worthOf({ production: false, direct: false }),
  profit: worthOf({ production: true, direct: true }),
}

export function valueOf(asked: string | undefined): ValueKind {
  if (asked === undefined || asked === 'revenue' || asked === 'profit') return asked ?? 'revenue'
  throw invalid([{ field: 'value', message: 'must be revenue or profit' }], 'query')
}

/** The day of a question as days since 1970-01-01; today (UTC) where none is named. */
export function dayOf(asked: string | undefined, field = 'asOf'): number {
  if (asked === undefined) return dayNumber(new Date().toISOString().slice(0, 10))
  if (parseDay(asked) === undefined)
    throw invalid([{ field, message: 'must be a day of the calendar, such as 2027-02-28' }], 'query')
  return dayNumber(asked)
}

export function tierOf(asked: string | undefined): Tier | undefined {
  if (asked === undefined || (tierNames as readonly string[]).includes(asked)) return asked as Tier | undefined
  throw invalid([{ field: 'tier', message: `must be one of ${tierNames.join(', ')}` }], 'query')
}

export function currencyCode(asked: string | undefined): string | undefined {
  if (asked === undefined || currencies.has(asked)) return asked
  throw invalid([{ field: 'currency', message: 'must be an ISO 4217 currency, such as EUR' }], 'query')
}
