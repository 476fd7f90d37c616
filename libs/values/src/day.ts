/**
 * Days of the calendar and their numbers. A day is an ISO day (`2017-03-01`) of the years 1800 to 2199: what lies outside
 * is a slip of the pen. Its number counts the days since 1970-01-01. A month is its first seven characters (`2017-03`).
 */

const MS_PER_DAY = 86_400_000
export const FIRST_YEAR = 1800
export const LAST_YEAR = 2199
const FIRST_DAY = Date.UTC(FIRST_YEAR, 0, 1) / MS_PER_DAY
const LAST_DAY = Date.UTC(LAST_YEAR, 11, 31) / MS_PER_DAY

/** The number of an ISO day; undefined when the text is none, or a day that the calendar does not have. */
export function parseDay(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.getTime() / MS_PER_DAY : undefined
}

/** The number of an ISO day. Throws a RangeError for anything else. */
export function dayNumber(day: string): number {
  const number = parseDay(day)
  if (number === undefined) throw new RangeError(`Not a day of the calendar: ${day}`)
  return number
}

/** The ISO day of a number; also of the day before the first, where its month begins. Throws a RangeError outside of the years. */
export function isoDay(number: number): string {
  if (!Number.isInteger(number) || number < FIRST_DAY - 1 || number > LAST_DAY) {
    throw new RangeError(`Not the number of a day: ${number}`)
  }
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Whether a text is a month of the years that days can have: `2017-03`. */
export const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && parseDay(`${text}-01`) !== undefined

/** The first day of a month. Throws a RangeError when the text is not a month. */
export function monthStart(month: string): string {
  return isoDay(dayNumber(`${month}-01`))
}

/** The last day of a month. Throws a RangeError when the text is not a month. */
export function monthEnd(month: string): string {
  const months = monthNumber(month)
  const dayBeforeTheNext = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0))
  return `${month}-${dayBeforeTheNext.getUTCDate()}`
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
