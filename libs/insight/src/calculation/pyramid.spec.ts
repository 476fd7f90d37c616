import { beforeAll, describe, expect, it } from '@jest/globals'
import { dayNumber } from '@ledger/values'
import fc from 'fast-check'
import { inBatches } from '../../testing/batches.js'
import { cdnowCustomers, hasCdnow } from '../../testing/cdnow.js'
import { completeJourneyCustomers, completeJourneyTruth, hasCompleteJourney } from '../../testing/complete-journey.js'
import { customerHistory, worthOf } from './customer-history.js'
import type { CustomerHistory } from './customer-history.js'
import { pyramid, pyramidOf } from './pyramid.js'
import type { TierCuts } from '@ledger/policies'

const byRank: TierCuts = { by: 'rank', a: 0.2, b: 0.5, c: 0.8 }
const byShare: TierCuts = { by: 'cumulative-share', a: 0.5, b: 0.8, c: 0.95 }
const worth = worthOf({ production: false, direct: false })
const of = (values: readonly number[], cuts = byRank) => pyramidOf(Float64Array.from(values), cuts)

describe('the value pyramid', () => {
  it('says for each tier how many, how much, and from where to where', () => {
    expect(of([10, 50, 20, 5, 15]).tiers).toEqual([
      { tier: 'A', customers: 1, amount: 50, share: 0.5, smallest: 50, largest: 50 },
      { tier: 'B', customers: 2, amount: 35, share: 0.35, smallest: 15, largest: 20 },
      { tier: 'C', customers: 1, amount: 10, share: 0.1, smallest: 10, largest: 10 },
      { tier: 'D', customers: 1, amount: 5, share: 0.05, smallest: 5, largest: 5 },
    ])
  })

  it('of no one has empty tiers and no shares', () => {
    const nobody = { customers: 0, amount: 0, share: undefined, smallest: undefined, largest: undefined }
    const { customers, total, tiers, concentration } = of([])
    expect([customers, total]).toEqual([0, 0])
    expect(tiers).toEqual(['A', 'B', 'C', 'D'].map((tier) => ({ tier, ...nobody })))
    expect(concentration).toEqual({ top20: undefined, most80: undefined, gini: undefined })
  })

  it('has no shares where no one brought anything', () => {
    const { total, tiers, concentration } = of([0, 0, -10])
    expect(total).toBe(-10)
    expect(tiers.map(({ share }) => share)).toEqual([undefined, undefined, undefined, undefined])
    expect(concentration).toEqual({ top20: undefined, most80: undefined, gini: undefined })
  })

  it('takes shares of what is gained, so that a loss shows as negative', () => {
    const { total, gain, tiers, concentration } = of([60, 40, 0, 0, -25])
    expect([total, gain]).toEqual([75, 100])
    expect(tiers.map(({ share }) => share)).toEqual([0.6, 0.4, 0, -0.25])
    expect(concentration.most80).toMatchObject({ customers: 2, share: 1 })
    expect(concentration.gini).toBeUndefined()
  })

  it('adds up: customers and amounts of the tiers are those of the whole', () => {
    const values = fc.array(fc.integer({ min: -100, max: 10_000 }))
    fc.assert(
      fc.property(values, fc.constantFrom(byRank, byShare), (all, cuts) => {
        const { customers, total, tiers } = of(all, cuts)
        expect(tiers.reduce((sum, tier) => sum + tier.customers, 0)).toBe(customers)
        expect(tiers.reduce((sum, tier) => sum + tier.amount, 0)).toBe(total)
      }),
    )
  })
})

describe('concentration', () => {
  it.each([
    [[5, 5, 5, 5], 0],
    [[0, 0, 0, 8], 0.75],
    [[1, 3], 0.25],
  ])('of %j has the Gini coefficient %d', (values, gini) => {
    expect(of(values).concentration.gini).toBeCloseTo(gini, 12)
  })

  it('has the Gini coefficient of the mean difference between any two', () => {
    const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(values, (all) => {
        const sum = all.reduce((total, value) => total + value, 0)
        fc.pre(sum > 0)
        const differences = all.flatMap((one) => all.map((other) => Math.abs(one - other)))
        const naive = differences.reduce((total, value) => total + value, 0) / (2 * all.length * sum)
        expect(of(all).concentration.gini).toBeCloseTo(naive, 12)
      }),
    )
  })

  it('takes for the top 20 % never more than a fifth of the customers', () => {
    const { top20 } = of([40, 30, 10, 10, 5, 5, 0, 0, 0]).concentration
    expect(top20).toEqual({ customers: 1, of: 9, part: 1 / 9, amount: 40, share: 0.4 })
    expect(of([4, 3, 2, 1]).concentration.top20).toBeUndefined()
  })

  it('finds the smallest group that brings 80 %, also when it ends there exactly', () => {
    expect(of([40, 40, 20]).concentration.most80).toEqual({ customers: 2, of: 3, part: 2 / 3, amount: 80, share: 0.8 })
    expect(of([40, 39, 21]).concentration.most80!.customers).toBe(3)
  })
})

const describeCdnow = hasCdnow ? describe : describe.skip
describeCdnow('the pyramid of the CD shop (skipped where ../shared/data/cdnow is absent)', () => {
  const figures = [
    ['1997-03-31', 11_249_861, '57.71'],
    ['1997-06-30', 14_612_824, '61.20'],
    ['1997-09-30', 17_311_555, '63.35'],
    ['1997-12-31', 20_122_482, '65.37'],
    ['1998-03-31', 22_611_140, '66.80'],
    ['1998-06-30', 24_409_194, '67.46'],
  ] as const
  let history: CustomerHistory
  beforeAll(async () => {
    const days = figures.map(([day]) => dayNumber(day))
    history = await customerHistory(inBatches(cdnowCustomers()), { days, worth })
  })

  it.each(figures)('as of %s is the reference', (day, total, share) => {
    const found = pyramid(history, dayNumber(day), byRank)
    expect(found.total).toBe(total)
    expect(found.tiers.map(({ customers }) => customers)).toEqual([472, 707, 707, 471])
    expect((found.tiers[0]!.share! * 100).toFixed(2)).toBe(share)
  })

  it('by cumulative share is the reference', () => {
    const { tiers } = pyramid(history, dayNumber('1998-06-30'), byShare)
    expect(tiers.map(({ customers }) => customers)).toEqual([228, 549, 801, 779])
  })

  it('needs 777 customers for 80 % of the money', () => {
    const { most80 } = pyramid(history, dayNumber('1998-06-30'), byRank).concentration
    expect(most80).toMatchObject({ customers: 777, of: 2357 })
    expect((most80!.part * 100).toFixed(2)).toBe('32.97')
  })
})

const describeJourney = hasCompleteJourney ? describe : describe.skip
describeJourney('the pyramid of the retailer (skipped where ../shared/data/complete-journey is absent)', () => {
  it('is that of truth.json', async () => {
    const truth = completeJourneyTruth().transactions_sample
    const lastDay = dayNumber('2017-12-31')
    const history = await customerHistory(inBatches(completeJourneyCustomers()), { days: [lastDay], worth })
    const { customers, total, tiers, concentration } = pyramid(history, lastDay, byShare)
    expect(customers).toBe(truth.households)
    expect(total).toBe(truth.sales_value_cents)
    for (const { tier, share, ...found } of tiers) {
      const { customers, amount, min_amount: smallest, max_amount: largest, ...expected } = truth.tiers[tier]!
      expect(found).toEqual({ customers, amount, smallest, largest })
      expect(share!.toFixed(6)).toBe(expected.share.toFixed(6))
    }
    expect(concentration.top20!.customers).toBe(truth.top20.customers)
    expect(concentration.top20!.share.toFixed(6)).toBe(truth.top20.share.toFixed(6))
    expect(concentration.gini!.toFixed(6)).toBe(truth.gini.toFixed(6))
  })
})
