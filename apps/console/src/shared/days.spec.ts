import { describe, expect, it } from '@jest/globals'
import { dayAt, dayNumber, isDay, monthsFrom } from './days.js'

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
})
