import { FIRST_YEAR, isMonth, LAST_YEAR, parseDay } from '@ledger/values'
import { LRUCache } from 'lru-cache'
import { DateTime, IANAZone } from 'luxon'
import { field, rule } from './field.js'
import type { FieldOptions } from './field.js'

export const DAY_RULE = `must be a day of the calendar from ${FIRST_YEAR} to ${LAST_YEAR}, such as 2027-02-28`

/** An ISO day of the calendar, such as 2027-02-28. */
export const Day = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', format: 'date' },
    [rule('day', DAY_RULE, (value) => typeof value === 'string' && parseDay(value) !== undefined)],
    { example: '2027-02-28', ...options },
  )

/** A month, such as 2027-02. */
export const Month = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' },
    [rule('month', 'must be a month, such as 2027-02', (value) => typeof value === 'string' && isMonth(value))],
    { example: '2027-02', ...options },
  )

const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/

/** A moment with its offset, such as 2027-02-28T09:30:00Z, of a year that days can have. */
export const isInstant = (value: unknown): value is string => {
  if (typeof value !== 'string' || !WITH_ZONE.test(value)) return false
  const moment = DateTime.fromISO(value, { zone: 'utc' })
  return moment.isValid && parseDay(moment.toISODate()) !== undefined
}

export const Instant = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', format: 'date-time' },
    [rule('instant', 'must be a moment with its offset, such as 2027-02-28T09:30:00Z', isInstant)],
    { example: '2027-02-28T09:30:00Z', ...options },
  )

/** Asking for a zone makes a formatter of some 25 kB outside of the heap; there are only so many zones. */
const knownZones = new LRUCache<string, boolean>({ max: 1_000 })

function isZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(name)) return false
  const known = knownZones.get(name) ?? IANAZone.isValidZone(name)
  knownZones.set(name, known)
  return known
}

/** A zone of the IANA data base, in which days are reckoned. */
export const Zone = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', maxLength: 64 },
    [rule('zone', 'must be a time zone such as Europe/Vienna', (value) => typeof value === 'string' && isZone(value))],
    { example: 'Europe/Vienna', ...options },
  )
