import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { median } from './median.js'

describe('the median', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[-5, 10], 2.5],
    [[2, 2, 2, 2], 2],
    [[0, 0, 0, 9], 0],
  ])('of %j is %d', (numbers, expected) => {
    expect(median(numbers)).toBe(expected)
  })

  it('does not exist of nothing', () => {
    expect(median([])).toBeUndefined()
  })

  it('leaves its numbers in their order', () => {
    const numbers = new Float64Array([3, 1, 2])
    median(numbers)
    expect([...numbers]).toEqual([3, 1, 2])
  })

  it('is what sorting gives, with few different numbers and with many', () => {
    const few = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 })
    const many = fc.array(fc.integer(), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(fc.oneof(few, many), (numbers) => {
        const sorted = numbers.toSorted((one, other) => one - other)
        const half = (sorted.length - 1) / 2
        expect(median(numbers)).toBe((sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2)
      }),
      { numRuns: 1000 },
    )
  })

  it('takes sorted numbers and numbers that are all the same without growing slow', () => {
    const count = 200_001
    expect(median(Float64Array.from({ length: count }, (_, index) => index))).toBe(100_000)
    expect(median(new Float64Array(count).fill(5))).toBe(5)
  })
})
