import { currencies, dayNumber, isoDay, parseDay } from '@ledger/values'
import { DAY_RULE } from '@ledger/fields'
import { instantOf, invalid, KNOWN_PARAMETERS } from '@ledger/http'
import { worthOf } from '../calculation/customer-history.js'
import type { Worth } from '../calculation/customer-history.js'

/** What is called value: revenue, or profit = revenue − production cost − direct cost (A02). */
export type ValueKind = 'revenue' | 'profit'

export const worths: Readonly<Record<ValueKind, Worth>> = {
  revenue: worthOf({ production: false, direct: false }),
  profit: worthOf({ production: true, direct: true }),
}

const valueOf = (asked: string | undefined): ValueKind => oneOf(['revenue', 'profit'], 'value', asked) ?? 'revenue'

/** The day of a question as days since 1970-01-01; today (UTC) where none is named. */
function dayOf(asked: string | undefined, field = 'asOf'): number {
  if (asked === undefined) return dayNumber(new Date().toISOString().slice(0, 10))
  if (parseDay(asked) === undefined) throw invalid([{ field, message: DAY_RULE }], 'query')
  return dayNumber(asked)
}

/** A parameter that must be one of some words, where it is given. */
export function oneOf<Word extends string>(
  words: readonly Word[],
  field: string,
  asked: string | undefined,
): Word | undefined {
  if (asked === undefined || (words as readonly string[]).includes(asked)) return asked as Word | undefined
  throw invalid([{ field, message: `must be one of ${words.join(', ')}` }], 'query')
}

function currencyCode(asked: string | undefined): string | undefined {
  if (asked === undefined || currencies.has(asked)) return asked
  throw invalid([{ field: 'currency', message: 'must be an ISO 4217 currency, such as EUR' }], 'query')
}

/** What was known at a moment is asked as of its day (UTC), where no other one is named. */
const dayKnown = (knownAt: string | undefined): string | undefined =>
  knownAt === undefined ? undefined : instantOf(knownAt, 'knownAt').slice(0, 10)

/** The parameters of every question about value, read from its query. */
export function valueAsked(query: Readonly<Record<string, string>>) {
  const asOf = dayOf(query.asOf ?? dayKnown(query.knownAt))
  const since = query.since === undefined ? undefined : dayOf(query.since, 'since')
  if (since !== undefined && since > asOf)
    throw invalid([{ field: 'since', message: 'is after the day that is asked for' }], 'query')
  return { asOf, since, value: valueOf(query.value), currency: currencyCode(query.currency), cuts: query.cuts }
}

/** The names of those parameters. */
export const VALUE_PARAMETERS = [
  'asOf',
  'since',
  'value',
  'currency',
  'cuts',
  'minPosition',
  ...KNOWN_PARAMETERS,
] as const

/** The window's first day, as an answer repeats it. */
export const sinceOf = ({ since }: { readonly since?: number | undefined }): { since?: string } =>
  since === undefined ? {} : { since: isoDay(since) }
