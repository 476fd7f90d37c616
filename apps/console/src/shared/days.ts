import { momentInAddress } from '../api/moment'

const DAY_MS = 86_400_000

/** Days since 1970-01-01 ↔ a day of the calendar, for sliders. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
export const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)
/** The day of the moment that the console is set to. */
export const today = (): string => (momentInAddress() ?? new Date().toISOString()).slice(0, 10)
export const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** A month some months away from another one: `2027-01`, 2 → `2027-03`. */
export function monthsFrom(month: string, distance: number): string {
  const [year = 1970, one = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, one - 1 + distance, 1)).toISOString().slice(0, 7)
}
