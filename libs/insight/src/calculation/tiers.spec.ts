import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { NO_TIER, descending, shareOf, tierEnds, tierNames, tiersOf } from './tiers.js'
import type { TierCuts } from '@ledger/policies'

const byRank: TierCuts = { by: 'rank', a: 0.2, b: 0.5, c: 0.8 }
const byShare: TierCuts = { by: 'cumulative-share', a: 0.5, b: 0.8, c: 0.95 }
const byAmount: TierCuts = { by: 'amount', a: 1000, b: 500, c: 100 }

const everyone = (count: number) => Uint32Array.from({ length: count }, (_, index) => index)
const lettersOf = (values: readonly number[], cuts: TierCuts) =>
  [...tiersOf(Float64Array.from(values), everyone(values.length), cuts)].map((tier) => tierNames[tier]).join('')

/** As the definition reads: sort the customers, walk through them. */
function naive(values: readonly number[], cuts: TierCuts): string {
  const order = values.map((_, index) => index).sort((one, other) => values[other]! - values[one]! || one - other)
  const gain = values.filter((value) => value > 0).reduce((sum, value) => sum + value, 0)
  const letters: string[] = []
  let before = 0
  order.forEach((customer, place) => {
    const isWithin = (bound: number) => {
      if (cuts.by === 'rank') return place * 1000 < Math.round(bound * 1000) * values.length
      if (cuts.by === 'amount') return values[customer]! >= bound
      return before * 1000 < Math.round(bound * 1000) * gain
    }
    letters[customer] = isWithin(cuts.a) ? 'A' : isWithin(cuts.b) ? 'B' : isWithin(cuts.c) ? 'C' : 'D'
    before += Math.max(values[customer]!, 0)
  })
  return letters.join('')
}

describe('tiers by rank', () => {
  it.each([
    [0, [0, 0, 0]],
    [1, [1, 1, 1]],
    [4, [1, 2, 4]],
    [5, [1, 3, 4]],
    [10, [2, 5, 8]],
    [15, [3, 8, 12]],
    [2357, [472, 1179, 1886]],
  ])('of %d customers end at %j', (count, ends) => {
    expect(tierEnds(new Float64Array(count), byRank)).toEqual(ends)
  })

  it('give the places at an edge to the lower ids of equal value', () => {
    expect(lettersOf([5, 9, 5, 5, 5, 5, 5, 5, 5, 1], byRank)).toBe('AABBBCCCDD')
    expect(lettersOf([7, 7, 7, 7, 7], byRank)).toBe('ABBCD')
  })

  it('are empty where a bound does not ascend', () => {
    const cuts: TierCuts = { by: 'rank', a: 0.6, b: 0.2, c: 0.4 }
    expect(lettersOf([5, 4, 3, 2, 1], cuts)).toBe('AAADD')
    expect(tierEnds(Float64Array.of(5, 4, 3, 2, 1), cuts)).toEqual([3, 3, 3])
  })

  it('leave out who is no member', () => {
    const tiers = tiersOf(Float64Array.of(9, 8, 7), Uint32Array.of(1, 2), byRank)
    expect([...tiers]).toEqual([NO_TIER, 0, 2])
  })
})

describe('tiers by cumulative share', () => {
  it('take in the customer who crosses the bound', () => {
    expect(lettersOf([40, 20, 20, 10, 6, 4], byShare)).toBe('AABCCD')
  })

  it('go on after a customer who ends exactly on the bound', () => {
    expect(lettersOf([50, 30, 15, 5], byShare)).toBe('ABCD')
  })

  it('put everyone in D when no one brought anything', () => {
    expect(lettersOf([0, 0, 0], byShare)).toBe('DDD')
    expect(lettersOf([-5, 0], byShare)).toBe('DD')
  })

  it('put losses in D and do not let them shift the others', () => {
    expect(lettersOf([50, 30, 15, 5, -1000, 0], byShare)).toBe('ABCDDD')
  })

  it('are exact where the amounts are too large for products in floating point', () => {
    const half = 2 ** 51
    expect(lettersOf([half, half - 1, 1], byShare)).toBe('ABD')
    expect(lettersOf([half - 1, half, 1], byShare)).toBe('BAD')
    expect(lettersOf([half - 1, half - 1, 2], { ...byShare, b: 0.5 })).toBe('AAD')
  })
})

describe('tiers by amount', () => {
  it('begin at the bound itself', () => {
    expect(lettersOf([1000, 999, 500, 499, 100, 99, -1], byAmount)).toBe('ABBCCDD')
  })
})

describe('tiers of any kind', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 12 }), fc.integer({ min: 0, max: 100_000 })), {
    maxLength: 80,
  })
  const bounds = fc
    .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
    .map((all) => all.sort((one, other) => one - other) as [number, number, number])
  const cuts: fc.Arbitrary<TierCuts> = fc
    .tuple(fc.constantFrom('rank', 'cumulative-share', 'amount'), bounds)
    .map(([by, [least, middle, most]]) =>
      by === 'amount'
        ? { by, a: most / 50, b: middle / 50, c: least / 50 }
        : { by, a: least / 1000, b: middle / 1000, c: most / 1000 },
    )

  it('are what sorting the customers gives', () => {
    fc.assert(
      fc.property(values, cuts, (all, chosen) => {
        expect(lettersOf(all, chosen)).toBe(naive(all, chosen))
      }),
      { numRuns: 2000 },
    )
  })

  it('count as many as their ends say', () => {
    fc.assert(
      fc.property(values, cuts, (all, chosen) => {
        const [a, b, c] = tierEnds(descending(Float64Array.from(all)), chosen)
        const letters = [...lettersOf(all, chosen)]
        const counts = tierNames.map((tier) => letters.filter((letter) => letter === tier).length)
        expect(counts).toEqual([a, b - a, c - b, all.length - c])
      }),
    )
  })
})

describe('a share of a whole', () => {
  it('is exact where floating point goes one too far', () => {
    expect(Math.ceil(0.07 * 100)).toBe(8)
    expect(shareOf(0.07, 100)).toBe(7)
    expect(shareOf(0.2, 15)).toBe(3)
    expect(shareOf(1, 2 ** 53 - 1)).toBe(2 ** 53 - 1)
  })
})
