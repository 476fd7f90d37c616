/** All of it in the reader's own locale. */
const number = new Intl.NumberFormat()
const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const month = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'narrow' })
const list = new Intl.ListFormat()

export const count = (value: number): string => number.format(value)
export const listOf = (names: readonly string[]): string => list.format(names)
export const short = (value: number): string => compact.format(value)
export const percent = (value: number | undefined): string => (value === undefined ? '–' : share.format(value))
/** A day of the calendar, `2027-02-28`; the same day in every zone. */
export const dayOf = (value: string): string => day.format(new Date(`${value}T00:00:00Z`))
export const monthOf = (value: string): string => month.format(new Date(`${value}-01T00:00:00Z`))
export const momentOf = (value: string): string => moment.format(new Date(value))
/** The reader's zone, in which moments are shown. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

const currencies = new Map<string, Intl.NumberFormat>()

/** What is no currency yet, while somebody types it, has two places and no sign. */
const isCurrency = (text: string): boolean => /^[A-Za-z]{3}$/.test(text)
const twoPlaces = { minimumFractionDigits: 2, maximumFractionDigits: 2 }

function moneyIn(currency: string): Intl.NumberFormat {
  const known = currencies.get(currency)
  if (known) return known
  const made = new Intl.NumberFormat(undefined, isCurrency(currency) ? { style: 'currency', currency } : twoPlaces)
  currencies.set(currency, made)
  return made
}

const digitsOf = (currency: string): number => moneyIn(currency).resolvedOptions().maximumFractionDigits ?? 2

/** An amount in the smallest unit of its currency. */
export const money = (amount: number, currency: string): string =>
  moneyIn(currency).format(amount / 10 ** digitsOf(currency))

/** The same as a number of whole units, for charts and inputs. */
export const units = (amount: number, currency: string): number => amount / 10 ** digitsOf(currency)
/** The other way round. An amount with more places than its currency has stays one, so that nobody rounds it unseen. */
export function minor(amount: number, currency: string): number {
  const exact = amount * 10 ** digitsOf(currency)
  const rounded = Math.round(exact)
  return Math.abs(exact - rounded) < 0.001 ? rounded : exact
}

export const interval = ({ low, high }: { low: number; high: number }): string => `${percent(low)} – ${percent(high)}`

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** How long ago a moment was, or how far ahead it is. */
export function ago(value: string, now = Date.now()): string {
  const distance = Date.parse(value) - now
  const [unit, length] = steps.find(([, one]) => Math.abs(distance) >= one) ?? ['second', 1_000]
  return relative.format(Math.round(distance / length), unit)
}

/** How long something takes, in its largest unit: `3.5 days`. */
export function duration(ms: number | undefined): string {
  if (ms === undefined) return '–'
  const [unit, length] = steps.find(([, one]) => Math.abs(ms) >= one) ?? ['second', 1_000]
  const format = new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  })
  return format.format(ms / length)
}
