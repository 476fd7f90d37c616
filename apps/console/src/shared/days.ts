import { momentInAddress } from '../api/moment'

const DAY_MS = 86_400_000

/** Days since 1970-01-01 ↔ a day of the calendar, for sliders. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
export const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)
/** The day of the moment that the console is set to. */
export const today = (): string => (momentInAddress() ?? new Date().toISOString()).slice(0, 10)
export const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** Whether a text of an address is a month. */
export const isMonth = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/** A month some months away from another one: `2027-01`, 2 → `2027-03`. */
export function monthsFrom(month: string, distance: number): string {
  const [year = 1970, one = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, one - 1 + distance, 1)).toISOString().slice(0, 7)
}

/** The last day of a month, or today where the month is not over. */
export function lastDayOf(month: string): string {
  const last = dayAt(dayNumber(`${monthsFrom(month, 1)}-01`) - 1)
  return last < today() ? last : today()
}

/**
 * The moment, in ms since 1970, at which a day of the calendar begins in a zone; where the clock skips midnight there, the
 * end of the skip. A zone that the browser does not know is taken for UTC.
 */
export function beginningOf(day: string, zone: string): number {
  const midnight = dayNumber(day) * DAY_MS
  const [before, after] = [midnight - DAY_MS, midnight + DAY_MS].map((near) => offsetAt(near, zone)) as [number, number]
  const found = [midnight - before, midnight - after].filter((moment) => moment + offsetAt(moment, zone) === midnight)
  return found.length === 0 ? midnight - before : Math.min(...found)
}

const clocks = new Map<string, Intl.DateTimeFormat | undefined>()

/** How far the clock of a zone is ahead of UTC at a moment, in ms. */
function offsetAt(moment: number, zone: string): number {
  if (!clocks.has(zone)) clocks.set(zone, clockOf(zone))
  const clock = clocks.get(zone)
  if (!clock) return 0
  const shown = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) - moment
}

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  try {
    return new Intl.DateTimeFormat('en-GB', { ...parts, second: 'numeric', hourCycle: 'h23', timeZone })
  } catch {
    return undefined
  }
}
