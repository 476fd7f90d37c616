import { parseDay } from '@ledger/values'
import { DateTime, IANAZone } from 'luxon'
import { field, rule } from './field.js'
import type { FieldOptions } from './field.js'

/** An ISO day of the calendar, such as 2027-02-28. */
export const Day = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', format: 'date' },
    [
      rule(
        'day',
        'must be a day of the calendar, such as 2027-02-28',
        (value) => typeof value === 'string' && parseDay(value) !== undefined,
      ),
    ],
    { example: '2027-02-28', ...options },
  )

/** A month, such as 2027-02. */
export const Month = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' },
    [
      rule(
        'month',
        'must be a month, such as 2027-02',
        (value) => typeof value === 'string' && /^\d{4}-\d\d$/.test(value) && parseDay(`${value}-01`) !== undefined,
      ),
    ],
    { example: '2027-02', ...options },
  )

const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** A moment with its offset, such as 2027-02-28T09:30:00Z. */
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && WITH_ZONE.test(value) && DateTime.fromISO(value).isValid

export const Instant = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', format: 'date-time' },
    [rule('instant', 'must be a moment with its offset, such as 2027-02-28T09:30:00Z', isInstant)],
    { example: '2027-02-28T09:30:00Z', ...options },
  )

/** A zone of the IANA data base, in which days are reckoned. */
export const Zone = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', maxLength: 64 },
    [
      rule(
        'zone',
        'must be a time zone such as Europe/Vienna',
        (value) => typeof value === 'string' && IANAZone.isValidZone(value),
      ),
    ],
    { example: 'Europe/Vienna', ...options },
  )
