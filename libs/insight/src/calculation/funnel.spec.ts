import { describe, expect, it } from '@jest/globals'
import { dayNumber } from '@ledger/values'
import fc from 'fast-check'
import { inBatches } from '../../testing/batches.js'
import { completeJourneyTable, completeJourneyTruth, hasCompleteJourney } from '../../testing/complete-journey.js'
import { funnel } from './funnel.js'
import type { FunnelRow } from './funnel.js'

const stage = (name: string) => ({ name, start: `${name} begins`, end: `${name} ends` })
const stages = ['targeted', 'invited', 'accepted', 'attended'].map(stage)

const person = (times: readonly (number | null)[], where: Partial<FunnelRow> = {}): FunnelRow => ({
  times,
  groups: [],
  channels: [],
  waves: [],
  ...where,
})
const over = (rows: readonly FunnelRow[]) => funnel(stages, inBatches(rows, 2))

describe('the funnel', () => {
  it('counts who reached every stage up to this one, and beside it who skipped one', async () => {
    const { total } = await over([
      person([1, 2, 3, 4]),
      person([1, 2]),
      person([1, null, 3, 4]),
      person([null, 2, 3, null]),
    ])
    expect(total.map(({ count }) => count)).toEqual([3, 2, 1, 1])
    expect(total.map(({ beside }) => beside)).toEqual([0, 1, 2, 1])
  })

  it('carries the conditions of its stages', async () => {
    expect((await over([])).total[2]).toMatchObject({
      name: 'accepted',
      start: 'accepted begins',
      end: 'accepted ends',
    })
  })

  it('gives each rate with its counts, from the stage before and from the first', async () => {
    const { total } = await over([person([1, 2, 3]), person([1, 2]), person([1, 2]), person([1])])
    expect(total[2]!.fromBefore).toMatchObject({ count: 1, of: 3 })
    expect(total[2]!.fromFirst).toMatchObject({ count: 1, of: 4 })
  })

  it('shows no rate for the first stage, nor for a step that no one could take', async () => {
    const { total } = await over([person([1])])
    expect(total[0]).toMatchObject({
      count: 1,
      fromBefore: undefined,
      fromFirst: undefined,
      medianFromBefore: undefined,
    })
    expect(total[1]!.fromBefore).toMatchObject({ count: 0, of: 1 })
    expect(total[2]!.fromBefore).toBeUndefined()
    expect(total[2]!.fromFirst).toMatchObject({ count: 0, of: 1 })
  })

  it('is empty of no one', async () => {
    const { total, groups } = await over([])
    expect(total.map(({ count, fromBefore, fromFirst }) => [count, fromBefore, fromFirst])).toEqual(
      stages.map(() => [0, undefined, undefined]),
    )
    expect(groups).toEqual([])
  })

  it('takes the median time of all who reached both stages, also of those beside', async () => {
    const { total } = await over([person([0, 10]), person([0, 30]), person([0, 20, 100]), person([null, 5, 25])])
    expect(total.map(({ medianFromBefore }) => medianFromBefore)).toEqual([undefined, 20, 50, undefined])
  })

  it('passes over a stage that nobody keeps, and measures the next one from the one before it', async () => {
    const { total, groups } = await over([
      person([0, null, 10], { groups: ['letter'] }),
      person([0, null, 30], { groups: ['letter'] }),
      person([0]),
    ])
    expect(total.map(({ recorded, count }) => [recorded, count])).toEqual([
      [true, 3],
      [false, 0],
      [true, 2],
      [true, 0],
    ])
    expect(total[1]).toMatchObject({ fromBefore: undefined, fromFirst: undefined, medianFromBefore: undefined })
    expect(total[2]).toMatchObject({ beside: 0, fromBefore: { count: 2, of: 3 }, medianFromBefore: 20 })
    expect(total[3]!.fromBefore).toMatchObject({ count: 0, of: 2 })
    expect(groups[0]!.stages.map(({ count }) => count)).toEqual([2, 0, 2, 0])
  })

  it('keeps a stage that one person is recorded at, in every part alike, so that parts and total speak of the same', async () => {
    const { total, channels } = await over([
      person([1, 2, 3], { channels: ['e-mail'] }),
      person([1, null, 3], { channels: ['letter'] }),
    ])
    expect(total[2]).toMatchObject({ count: 1, beside: 1 })
    expect(channels.find(({ key }) => key === 'letter')!.stages[2]).toMatchObject({ count: 0, beside: 1 })
  })

  it('begins with the first stage that is recorded', async () => {
    const { total } = await over([person([null, null, 3, 4]), person([null, null, 3])])
    expect(total.map(({ count }) => count)).toEqual([0, 0, 2, 1])
    expect([total[2]!.fromFirst, total[3]!.fromFirst]).toMatchObject([undefined, { count: 1, of: 2 }])
  })

  it('counts a time that runs backwards as it is', async () => {
    const { total } = await over([person([10, 4]), person([10, 12]), person([10, 8])])
    expect(total[1]).toMatchObject({ count: 3, medianFromBefore: -2 })
  })

  it('counts a person of several groups, channels or waves once in the total and once in each', async () => {
    const { total, groups, channels, waves } = await over([
      person([1, 2], { groups: ['users', 'buyers', 'users'], channels: ['letter'], waves: ['w1', 'w2'] }),
      person([1], { groups: ['buyers'], channels: ['email'], waves: ['w2'] }),
    ])
    const countsOf = (parts: typeof groups) =>
      parts.map(({ key, stages: [first, second] }) => [key, first!.count, second!.count])
    expect(total.map(({ count }) => count)).toEqual([2, 1, 0, 0])
    expect(countsOf(groups)).toEqual([
      ['buyers', 2, 1],
      ['users', 1, 1],
    ])
    expect(countsOf(channels)).toEqual([
      ['email', 1, 0],
      ['letter', 1, 1],
    ])
    expect(countsOf(waves)).toEqual([
      ['w1', 1, 1],
      ['w2', 2, 1],
    ])
  })

  const anyTime = fc.option(fc.integer({ min: 0, max: 9 }))
  const anyPerson = fc
    .tuple(fc.array(anyTime, { maxLength: 4 }), fc.array(fc.constantFrom('a', 'b', 'c')))
    .map(([times, groups]) => person(times, { groups }))

  it('never grows from stage to stage, and counts everyone who reached one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPerson), async (rows) => {
        const { total } = await over(rows)
        let before = rows.length
        total.forEach(({ recorded, count, beside }, index) => {
          expect(count).toBeLessThanOrEqual(before)
          if (recorded) before = count
          expect(count + beside).toBe(rows.filter(({ times }) => (times[index] ?? null) !== null).length)
        })
      }),
    )
  })

  it('of a group is the funnel of its people alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPerson), async (rows) => {
        for (const { key, stages: found } of (await over(rows)).groups) {
          const alone = (await over(rows.filter(({ groups }) => groups.includes(key)))).total
          // Alone, it may be that nobody is recorded at a stage which others keep.
          if (alone.every(({ recorded }, stage) => recorded === found[stage]!.recorded)) expect(found).toEqual(alone)
        }
      }),
    )
  })
})

const describeJourney = hasCompleteJourney ? describe : describe.skip
describeJourney('the campaigns of the retailer (skipped where ../shared/data/complete-journey is absent)', () => {
  const msOf = (day: string) => dayNumber(day) * 86_400_000
  const twoStages = ['targeted', 'responded'].map(stage)

  it('show the responses of truth.json, a household of many coupons being one respondent', async () => {
    const campaigns = new Map(
      completeJourneyTable('campaign_descriptions.csv').map((row) => [row['campaign_id']!, row]),
    )
    const first = new Map<string, string>()
    for (const { household_id, campaign_id, redemption_date } of completeJourneyTable('coupon_redemptions.csv')) {
      const key = `${campaign_id}/${household_id}`
      if (!first.has(key) || redemption_date! < first.get(key)!) first.set(key, redemption_date!)
    }
    const rows = completeJourneyTable('campaigns.csv').map(({ campaign_id, household_id }) => {
      const { start_date, campaign_type } = campaigns.get(campaign_id!)!
      const redeemed = first.get(`${campaign_id}/${household_id}`)
      const times = [msOf(start_date!), redeemed === undefined ? null : msOf(redeemed)]
      return person(times, { groups: [campaign_type!], waves: [campaign_id!] })
    })
    const { total, groups, waves } = await funnel(twoStages, inBatches(rows))
    const truth = completeJourneyTruth()

    expect(total[0]!.count).toBe(6589)
    for (const [type, { targetings, responding_targetings }] of Object.entries(truth.by_type)) {
      const [targeted, responded] = groups.find(({ key }) => key === type)!.stages
      expect([targeted!.count, responded!.count]).toEqual([targetings, responding_targetings])
    }
    for (const [campaign, { targeted, redeeming_households, response_rate }] of Object.entries(truth.by_campaign)) {
      const responded = waves.find(({ key }) => key === campaign)!.stages[1]!
      expect(responded.fromFirst).toMatchObject({ count: redeeming_households, of: targeted })
      expect(responded.fromFirst!.rate.toFixed(6)).toBe(response_rate.toFixed(6))
    }
  })

  it('target a household of several kinds once in the total and once in each kind', async () => {
    const kinds = new Map(
      completeJourneyTable('campaign_descriptions.csv').map((row) => [row['campaign_id'], row['campaign_type']!]),
    )
    const households = Map.groupBy(completeJourneyTable('campaigns.csv'), ({ household_id }) => household_id!)
    const rows = [...households.values()].map((all) =>
      person([0], { groups: all.map((row) => kinds.get(row['campaign_id'])!) }),
    )
    const { total, groups } = await funnel(twoStages, inBatches(rows))
    const truth = completeJourneyTruth()
    expect(total[0]!.count).toBe(truth.targeted_households)
    for (const { key, stages: found } of groups) {
      expect(found[0]!.count).toBe(truth.by_type[key]!.distinct_households)
    }
  })
})
