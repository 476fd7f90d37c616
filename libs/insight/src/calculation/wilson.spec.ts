import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { rate } from './wilson.js'

const countOf = fc
  .integer({ min: 1, max: 1_000_000 })
  .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)))

describe('a rate with its interval', () => {
  // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('is that of the publication for %d of %d', (count, of, low, high) => {
    const found = rate(count, of)!
    expect(found.rate).toBe(count / of)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })

  it('carries its counts', () => {
    expect(rate(3, 4)).toMatchObject({ count: 3, of: 4, rate: 0.75 })
  })

  it('does not exist for 0 of 0', () => {
    expect(rate(0, 0)).toBeUndefined()
  })

  it('reaches 0 and 1 exactly for none and all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (of) => {
        expect(rate(0, of)!.low).toBe(0)
        expect(rate(of, of)!.high).toBe(1)
      }),
    )
  })

  it('stays within its interval, and the interval within 0 and 1', () => {
    fc.assert(
      fc.property(countOf, ([count, of]) => {
        const { rate: share, low, high } = rate(count, of)!
        expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true)
      }),
    )
  })

  it('bounds the shares whose test of the count would not reject', () => {
    fc.assert(
      fc.property(countOf, ([count, of]) => {
        for (const bound of [rate(count, of)!.low, rate(count, of)!.high]) {
          const distance = Math.abs(count / of - bound)
          expect(distance).toBeCloseTo(1.959963984540054 * Math.sqrt((bound * (1 - bound)) / of), 9)
        }
      }),
    )
  })

  it.each([
    [2, 1],
    [-1, 1],
    [0.5, 1],
    [0, NaN],
  ])('is refused for %d of %d', (count, of) => {
    expect(() => rate(count, of)).toThrow(RangeError)
  })
})
