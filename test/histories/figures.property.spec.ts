import { describe, expect, it } from '@jest/globals'
import type { Recorded } from '@ledger/event-sourcing'
import { LONG_PROPERTY_MS, runs } from '@ledger/event-sourcing/testing'
import {
  ChurnByMonthHandler,
  ChurnByMonthQuery,
  ChurnByTierHandler,
  ChurnByTierQuery,
  CustomersBehindHandler,
  CustomersBehindQuery,
  FunnelHandler,
  FunnelQuery,
  ValuePyramidHandler,
  ValuePyramidQuery,
} from '@ledger/insight'
import type { Ledger } from '@ledger/ledger'
import { stages } from '@ledger/policies'
import { dayNumber } from '@ledger/values'
import fc from 'fast-check'
import { emptyLedger } from './lived.js'
import { funnelOf, waysOf } from './reference-funnel.js'
import { dayBefore, endOf, standingsOf } from './reference-value.js'
import type { Question, Standing } from './reference-value.js'
import { anyAnswers, anyHistory, anyPurchases, campaignIds, days } from './steps.js'
import type { Told } from './steps.js'

/** A history takes a while: the first that fails is told as it is, with its seed. */
const slow = (usual: number) => ({ ...runs(usual), endOnFailure: true })
const tiers = ['A', 'B', 'C', 'D'] as const

/** Lets a history happen, brings the views up to date, and asks. */
async function after(history: readonly Told[], ask: (ledger: Ledger, log: readonly Recorded[]) => Promise<void>) {
  await using lived = await emptyLedger()
  for (const told of history) await lived.give(told)
  await lived.ledger.projector.catchUp()
  await ask(lived.ledger, await lived.events())
}

const asked = fc.record({
  asOf: fc.oneof(fc.constantFrom(...days), fc.constantFrom('2027-05-26', '2027-06-26', '2027-06-27', '2027-07-01')),
  since: fc.option(fc.constantFrom(...days), { nil: undefined, freq: 3 }),
  value: fc.constantFrom('revenue' as const, 'profit' as const),
  currency: fc.constantFrom('EUR', 'EUR', 'JPY'),
  days: fc.constantFrom(1, 30, 89, 90, 91),
  cuts: fc.constantFrom(
    { by: 'rank', a: 0.2, b: 0.5, c: 0.8 },
    { by: 'rank', a: 0.25, b: 0.4, c: 1 },
    { by: 'cumulative-share', a: 0.5, b: 0.8, c: 0.95 },
    { by: 'amount', a: 300, b: 200, c: 100 },
  ),
})
type Asked = typeof asked extends fc.Arbitrary<infer Drawn> ? Drawn : never

/** The question as the service takes it. */
const query = ({ asOf, since, cuts: { by, a, b, c }, days: limit, ...rest }: Asked) => ({
  ...rest,
  asOf: dayNumber(asOf),
  since: since === undefined ? undefined : dayNumber(since),
  cuts: `${by}:${a},${b},${c}`,
  days: String(limit),
})
const question = ({ currency, value, since, cuts, days: limit }: Asked): Question => ({
  currency,
  value,
  since,
  cuts,
  days: limit,
})

const inTier = (standings: readonly Standing[], tier: string) => standings.filter((one) => one.tier === tier)
const sum = (standings: readonly Standing[]) => standings.reduce((all, { worth }) => all + worth, 0)
const churnedOf = (standings: readonly Standing[]) => standings.filter(({ churned }) => churned).length
const rateOf = (count: number, of: number) => (of === 0 ? undefined : { count, of })
const counts = (rate: { count: number; of: number } | undefined) => rate && { count: rate.count, of: rate.of }

async function pyramidAgrees({ views, states, events }: Ledger, log: readonly Recorded[], one: Asked): Promise<void> {
  const found = await new ValuePyramidHandler(views, states).execute(new ValuePyramidQuery(query(one)))
  const standings = standingsOf(log, one.asOf, question(one))
  expect(found.tiers.map(({ tier, customers, amount }) => [tier, customers, amount])).toEqual(
    tiers.map((tier) => [tier, inTier(standings, tier).length, sum(inTier(standings, tier))]),
  )
  expect([found.customers, found.total]).toEqual([standings.length, sum(standings)])
  const behind = new CustomersBehindHandler(views, states, events)
  for (const tier of tiers) {
    const { items } = await behind.execute(new CustomersBehindQuery(query(one), { tier }))
    const listed = (await Array.fromAsync(items)).map(({ customer, amount, churned }) => [customer, amount, churned])
    const expected = inTier(standings, tier).map(({ customer, worth, churned }) => [customer, worth, churned])
    expect([tier, listed]).toEqual([tier, expected.toSorted(([a], [b]) => (a! < b! ? -1 : 1))])
  }
}

async function churnAgrees({ views, states }: Ledger, log: readonly Recorded[], one: Asked): Promise<void> {
  const found = await new ChurnByTierHandler(views, states).execute(new ChurnByTierQuery(query(one)))
  const standings = standingsOf(log, one.asOf, question(one))
  for (const tier of tiers) {
    const { customers, churned, rate } = found.tiers[tier]
    const own = inTier(standings, tier)
    expect([tier, customers, churned, counts(rate)]).toEqual([
      tier,
      own.length,
      churnedOf(own),
      rateOf(churnedOf(own), own.length),
    ])
  }
}

async function monthAgrees({ views, states }: Ledger, log: readonly Recorded[], one: Asked): Promise<void> {
  const month = one.asOf.slice(0, 7)
  const [from, to] = [dayBefore(`${month}-01`), endOf(month)]
  const { asOf: _, ...about } = query(one)
  const answer = await new ChurnByMonthHandler(views, states).execute(new ChurnByMonthQuery(about, [month]))
  const found = answer.months[0]!
  const [start, end] = [from, to].map((day) => standingsOf(log, day, question(one))) as [Standing[], Standing[]]
  const later = new Map(end.map((standing) => [standing.customer, standing]))
  for (const tier of tiers) {
    const own = inTier(start, tier)
    const active = own.filter(({ churned }) => !churned)
    const lost = active.filter(({ customer }) => later.get(customer)!.churned)
    const back = own.filter(({ churned, customer }) => churned && later.get(customer)!.bought.some((day) => day > from))
    const { rate, ...figures } = found.tiers[tier]
    expect([tier, figures, counts(rate)]).toEqual([
      tier,
      { customers: own.length, active: active.length, churned: lost.length, cameBack: back.length },
      rateOf(lost.length, active.length),
    ])
    for (const target of tiers)
      expect(found.moves[tier][target]).toBe(own.filter(({ customer }) => later.get(customer)!.tier === target).length)
  }
}

describe('the figures are what a simple reference counts in the raw events, over any history', () => {
  it(
    'funnel: who reached a stage and all before it, in total and in every group and wave',
    async () => {
      const chosen = fc.uniqueArray(fc.constantFrom(...stages), { minLength: 1, maxLength: 11, size: 'max' })
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(anyHistory(160), anyAnswers(200)),
          fc.array(chosen, { minLength: 4, maxLength: 4 }),
          (history, choices) =>
            after(history, async ({ views, states }, log) => {
              for (const campaign of campaignIds)
                for (const names of [[...stages], ...choices]) {
                  const found = await new FunnelHandler(views, states).execute(
                    new FunnelQuery(campaign, names.join(',')),
                  )
                  const everybody = waysOf(log, campaign)
                  const of = (part: typeof everybody) => funnelOf(part, everybody, names)
                  const figures = (all: typeof found.total) =>
                    all.map(({ recorded, count, beside, fromBefore, medianFromBefore }) => ({
                      recorded,
                      count,
                      beside,
                      of: fromBefore?.of,
                      median: medianFromBefore,
                    }))
                  expect([campaign, names, figures(found.total)]).toEqual([campaign, names, of(everybody)])
                  for (const { key, stages: part } of found.groups)
                    expect(figures(part)).toEqual(of(everybody.filter(({ groups }) => groups.includes(key))))
                  for (const { key, stages: part } of found.waves)
                    expect(figures(part)).toEqual(of(everybody.filter(({ waves }) => waves.includes(key))))
                  const recorded = found.total.filter((stage) => stage.recorded).map(({ count }) => count)
                  expect(recorded).toEqual(recorded.toSorted((a, b) => b - a))
                }
            }),
        ),
        slow(8),
      )
    },
    LONG_PROPERTY_MS,
  )

  it(
    'value pyramid: tiers, amounts and who is in them, as of any day, ties by id',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyPurchases(60), fc.array(asked, { minLength: 8, maxLength: 8 }), (history, questions) =>
          after(history, async (ledger, log) => {
            for (const one of questions) await pyramidAgrees(ledger, log, one)
          }),
        ),
        slow(10),
      )
    },
    LONG_PROPERTY_MS,
  )

  it(
    'churn by tier: as of any day and in any month, exactly N days not being more than N',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyPurchases(60), fc.array(asked, { minLength: 8, maxLength: 8 }), (history, questions) =>
          after(history, async (ledger, log) => {
            for (const one of questions) {
              await churnAgrees(ledger, log, one)
              await monthAgrees(ledger, log, one)
            }
          }),
        ),
        slow(10),
      )
    },
    LONG_PROPERTY_MS,
  )
})
