import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { dayNumber, isoDay, monthEnd, monthStart, monthsBetween, parseDay } from './day.js'

const anyNumber = fc.integer({ min: -62_091, max: 84_005 })

describe('a day', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2017-03-01', 17_226],
    ['1800-01-01', -62_091],
    ['2199-12-31', 84_005],
  ])('%s has the number %d', (day, number) => {
    expect(dayNumber(day)).toBe(number)
    expect(isoDay(number)).toBe(day)
  })

  it('goes to its number and back', () => {
    fc.assert(fc.property(anyNumber, (number) => dayNumber(isoDay(number)) === number))
  })

  it.each([
    '2017-02-30',
    '2017-02-29',
    '1900-02-29',
    '2017-13-01',
    '2017-00-10',
    '2017-01-00',
    '2017-1-01',
    '1799-12-31',
    '2200-01-01',
    '0017-01-01',
  ])('is not %s', (text) => {
    expect(parseDay(text)).toBeUndefined()
    expect(() => dayNumber(text)).toThrow(RangeError)
  })

  it.each(['', ' 2017-01-01', '2017-01-01\n', '2017-01-01T00:00:00Z', '+02017-01-01', '20170101', '２０１７-01-01'])(
    'is not written as %j',
    (text) => {
      expect(parseDay(text)).toBeUndefined()
    },
  )

  it('has no number beyond the years', () => {
    expect(() => isoDay(84_006)).toThrow(RangeError)
    expect(() => isoDay(-62_093)).toThrow(RangeError)
    expect(() => isoDay(0.5)).toThrow(RangeError)
  })
})

describe('a month', () => {
  it.each([
    ['2017-02', '2017-02-28'],
    ['2016-02', '2016-02-29'],
    ['1900-02', '1900-02-28'],
    ['1800-02', '1800-02-28'],
    ['2017-12', '2017-12-31'],
    ['2199-12', '2199-12-31'],
  ])('%s ends on %s', (month, end) => {
    expect(monthEnd(month)).toBe(end)
  })

  it('is followed on the day after its end by the next one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_091, max: 83_900 }), (number) => {
        const month = isoDay(number).slice(0, 7)
        const [, next] = monthsBetween(month, isoDay(dayNumber(monthEnd(month)) + 1).slice(0, 7))
        expect(isoDay(dayNumber(monthEnd(month)) + 1)).toBe(monthStart(next!))
      }),
    )
  })

  it('is one of a range that includes both ends', () => {
    expect(monthsBetween('1997-11', '1998-02')).toEqual(['1997-11', '1997-12', '1998-01', '1998-02'])
    expect(monthsBetween('1998-02', '1998-02')).toEqual(['1998-02'])
    expect(monthsBetween('1998-02', '1998-01')).toEqual([])
  })

  it.each(['2017-13', '2017-00', '2017', '2017-1', '2017-01-01'])('is not %s', (text) => {
    expect(() => monthEnd(text)).toThrow(RangeError)
    expect(() => monthStart(text)).toThrow(RangeError)
  })
})
