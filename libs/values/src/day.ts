/**
 * Days of the calendar and their numbers. A day is an ISO day (`2017-03-01`, years 0000 to 9999 of the proleptic
 * Gregorian calendar); its number counts the days since 1970-01-01. A month is its first seven characters (`2017-03`).
 */

const MS_PER_DAY = 86_400_000
/** The calendar repeats every 400 years, and `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
const DAYS_OF_400_YEARS = 146_097
const FIRST_DAY = -719_528
const LAST_DAY = 2_932_896

/** The number of an ISO day; undefined when the text is none, or a day that the calendar does not have. */
export function parseDay(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const date = new Date(Date.UTC(year + 400, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.getTime() / MS_PER_DAY - DAYS_OF_400_YEARS : undefined
}

/** The number of an ISO day. Throws a RangeError for anything else. */
export function dayNumber(day: string): number {
  const number = parseDay(day)
  if (number === undefined) throw new RangeError(`Not a day of the calendar: ${day}`)
  return number
}

/** The ISO day of a number. Throws a RangeError outside the years 0000 to 9999. */
export function isoDay(number: number): string {
  if (!Number.isInteger(number) || number < FIRST_DAY || number > LAST_DAY) {
    throw new RangeError(`Not the number of a day: ${number}`)
  }
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10)
}

/** The first day of a month. Throws a RangeError when the text is not a month. */
export function monthStart(month: string): string {
  return isoDay(dayNumber(`${month}-01`))
}

/** The last day of a month. Throws a RangeError when the text is not a month. */
export function monthEnd(month: string): string {
  const months = monthNumber(month)
  const dayBeforeTheNext = new Date(Date.UTC(Math.floor(months / 12) + 400, (months % 12) + 1, 0))
  return `${month}-${dayBeforeTheNext.getUTCDate()}`
}

/** The month that is `count` months later (earlier, if negative). Throws a RangeError outside the years 0000 to 9999. */
export function addMonths(month: string, count: number): string {
  return monthOf(monthNumber(month) + count)
}

/** The months from the first to the last, both included; none when the last is the earlier one. */
export function monthsBetween(first: string, last: string): string[] {
  const start = monthNumber(first)
  return Array.from({ length: Math.max(monthNumber(last) - start + 1, 0) }, (_, index) => monthOf(start + index))
}

/** Months since the first of the year 0000. */
function monthNumber(month: string): number {
  const start = monthStart(month)
  return Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1
}

function monthOf(number: number): string {
  const year = Math.floor(number / 12)
  const month = `${String(year).padStart(4, '0')}-${String(number - year * 12 + 1).padStart(2, '0')}`
  return monthStart(month).slice(0, 7)
}
