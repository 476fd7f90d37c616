import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { beginningOf, dayAt, dayNumber, isDay, lastDayOf, monthsFrom } from './days.js'

describe('days', () => {
  it('are numbers and back', () => {
    expect([dayNumber('1970-01-02'), dayAt(dayNumber('2028-02-29'))]).toEqual([1, '2028-02-29'])
  })

  it('are recognised', () => {
    expect(['2027-02-28', '2027-2-8', 'x', undefined].map(isDay)).toEqual([true, false, false, false])
  })

  it('make months that go over the year', () => {
    expect([monthsFrom('2027-11', 3), monthsFrom('2027-01', -1)]).toEqual(['2028-02', '2026-12'])
  })

  it('end a month that is over, and today one that is not', () => {
    const today = new Date().toISOString().slice(0, 10)
    expect(['2024-02', '1998-12', today.slice(0, 7), '2199-01'].map(lastDayOf)).toEqual([
      '2024-02-29',
      '1998-12-31',
      today,
      today,
    ])
  })

  it('begin at midnight of their zone', () => {
    const begins = (day: string, zone: string) => new Date(beginningOf(day, zone)).toISOString()
    expect(begins('2027-03-11', 'UTC')).toBe('2027-03-11T00:00:00.000Z')
    expect(begins('2027-03-11', 'Europe/Vienna')).toBe('2027-03-10T23:00:00.000Z')
    expect(begins('2027-07-11', 'Europe/Vienna')).toBe('2027-07-10T22:00:00.000Z')
    expect(begins('2027-03-11', 'America/Los_Angeles')).toBe('2027-03-11T08:00:00.000Z')
    // Here the clock goes from 24:00 to 01:00.
    expect(begins('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z')
    expect(begins('2027-03-11', 'Not/Known')).toBe('2027-03-11T00:00:00.000Z')
  })

  it('begin where another reckoning has them begin, whatever the zone', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    // On this day a zone has gone over the line where days change, and had none.
    const isThere = (start: DateTime, day: string) => start.isValid && start.toISODate() === day
    fc.assert(
      fc.property(fc.integer({ min: 7_300, max: 29_000 }).map(dayAt), fc.constantFrom(...zones), (day, zone) => {
        const start = DateTime.fromISO(day, { zone }).startOf('day')
        fc.pre(isThere(start, day))
        expect(new Date(beginningOf(day, zone)).toISOString()).toBe(start.toUTC().toISO())
      }),
      { numRuns: 300 },
    )
  })
})
