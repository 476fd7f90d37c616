import { describe, expect, it } from '@jest/globals'
import { curveOf } from './curve.js'

describe('the curve of concentration', () => {
  it('goes through the ends of the tiers, the best fifth and those who bring most, each once, in order', () => {
    const tier = (name: 'A' | 'B' | 'C' | 'D', customers: number, share: number) => ({
      tier: name,
      customers,
      amount: 0,
      share,
    })
    const points = curveOf({
      customers: 10,
      tiers: [tier('A', 2, 0.6), tier('B', 3, 0.25), tier('C', 3, 0.1), tier('D', 2, 0.05)],
      concentration: {
        top20: { customers: 2, of: 10, part: 0.2, amount: 0, share: 0.6 },
        most80: { customers: 4, of: 10, part: 0.4, amount: 0, share: 0.8 },
      },
    })
    expect(points.map(({ customers, value }) => [customers, Number(value.toFixed(3))])).toEqual([
      [0, 0],
      [0.2, 0.6],
      [0.4, 0.8],
      [0.5, 0.85],
      [0.8, 0.95],
      [1, 1],
    ])
  })
})
