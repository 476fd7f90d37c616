import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { prepareImport, runImport } from '@ledger/imports'
import { completeJourneyTruth } from '../../libs/insight/testing/complete-journey.js'
import { as, startService } from './service.js'
import type { Service } from './service.js'

const data = join(process.cwd(), '..', 'shared', 'data')
const whereItIs = existsSync(data) ? describe : describe.skip
if (!existsSync(data)) process.stderr.write(`skipped: the real data sets are not at ${data}\n`)

/** Both data sets in one ledger, as a newcomer has them after the README. Published figures are those of figures of 1997 and 1998. */
whereItIs('the figures of real data, asked over HTTP', () => {
  let service: Service
  let admin: ReturnType<typeof as>
  let head: number
  const get = async (path: string) => {
    const { status, body } = await admin.get(`${path}${path.includes('?') ? '&' : '?'}minPosition=${head}`)
    expect(status).toBe(200)
    return body
  }

  beforeAll(async () => {
    service = await startService()
    admin = as(service, service.admin)
    for (const name of ['complete-journey', 'cdnow']) {
      const text = readFileSync(join('docs', 'examples', `${name}.yaml`), 'utf8')
      const prepared = await prepareImport({ text, folder: join(data, name) })
      expect(
        (await runImport(prepared, { execute: await service.ledger.executor.expectingNew() })).totals.rejected,
      ).toBe(0)
    }
    head = (await service.ledger.events.head())!
    for (let fresh = false; !fresh;) fresh = (await admin.get(`/v1/campaigns?minPosition=${head}`)).status === 200
  }, 180_000)
  afterAll(() => service.stop())

  it('the funnel of each of the 27 campaigns: who received it, who redeemed', async () => {
    const truth = completeJourneyTruth()
    const campaigns = Object.entries(truth.by_campaign)
    const board = await get('/v1/campaigns?limit=100')
    expect(board.items).toHaveLength(27)
    const counts = new Map<string, number[]>()
    for (const { campaign } of board.items) {
      const { stages } = await get(`/v1/campaigns/${campaign}/funnel?stages=targeted,invited,accepted`)
      counts.set(
        campaign,
        stages.map(({ count }: { count: number }) => count),
      )
    }
    for (const [id, { targeted, redeeming_households, response_rate }] of campaigns) {
      expect(counts.get(`campaign-${id}`)).toEqual([targeted, targeted, redeeming_households])
      const { stages, parts } = await get(`/v1/campaigns/campaign-${id}/funnel?by=channel`)
      // Nobody knows whether a letter was delivered: the stage is passed over.
      expect(stages[2]).toMatchObject({ name: 'delivered', recorded: false })
      expect(stages[3].fromFirst.rate).toBeCloseTo(response_rate, 6)
      expect(parts).toMatchObject([
        { key: 'letter', stages: [{ count: targeted }, {}, {}, { count: redeeming_households }, {}, {}, {}, {}, {}] },
      ])
    }
    const sum = (stage: number) => [...counts.values()].reduce((total, all) => total + all[stage]!, 0)
    expect([sum(0), sum(2)]).toEqual([6_589, 792])
  })

  it('a stage of a funnel opens to its people and their events', async () => {
    const people = await get('/v1/campaigns/campaign-8/funnel/people?stage=accepted&channel=letter&limit=1000')
    expect(people.items).toHaveLength(158)
    const types = people.items[0].events.map(({ type }: { type: string }) => type)
    expect(types).toEqual(['CustomerTargeted.v1', 'ParticipantInvited.v1', 'InvitationAccepted.v1'])
    const { body } = await admin.get(`/v1/events/${people.items[0].events[2].position}`)
    expect(body).toMatchObject({ id: people.items[0].events[2].id, takenoverfrom: 'complete-journey' })
    expect((await get('/v1/campaigns/campaign-8/funnel/people?stage=accepted&channel=phone')).items).toEqual([])
    const table = await admin.get('/v1/campaigns/campaign-8/funnel/people?stage=accepted', { accept: 'text/csv' })
    expect(table.body.trim().split('\n')).toHaveLength(159)
    const first = await get('/v1/campaigns/campaign-8/funnel/people?stage=accepted&limit=100')
    const rest = await get(`/v1/campaigns/campaign-8/funnel/people?stage=accepted&limit=100&after=${first.next}`)
    expect([rest.items.length, rest.next]).toEqual([58, undefined])
    expect([...first.items, ...rest.items]).toEqual(people.items)
    expect((await get('/v1/campaigns/campaign-8/funnel/people?stage=accepted&figure=beside')).items).toEqual([])
  })

  it.each([
    ['1997-03-31', 11_249_861, 0, [0, 0, 0, 0], 0.5771],
    ['1997-06-30', 14_612_824, 1_833, [181, 519, 664, 469], 0.612],
    ['1997-09-30', 17_311_555, 1_946, [226, 579, 670, 471], 0.6335],
    ['1997-12-31', 20_122_482, 1_955, [227, 579, 678, 471], 0.6537],
    ['1998-03-31', 22_611_140, 1_972, [229, 599, 673, 471], 0.668],
    ['1998-06-30', 24_409_194, 2_057, [277, 617, 692, 471], 0.6746],
  ])('CDNOW as of %s: pyramid and churn by tier', async (asOf, total, churned, byTier, shareOfA) => {
    const pyramid = await get(`/v1/value-pyramid?asOf=${asOf}`)
    expect(pyramid).toMatchObject({ total, customers: 2_357 })
    expect(pyramid.tiers.map(({ customers }: { customers: number }) => customers)).toEqual([472, 707, 707, 471])
    expect(pyramid.tiers[0].share).toBeCloseTo(shareOfA, 4)
    const churn = await get(`/v1/churn-by-tier?asOf=${asOf}`)
    expect(churn.all).toMatchObject({ customers: 2_357, churned })
    expect(['A', 'B', 'C', 'D'].map((tier) => churn.tiers[tier].churned)).toEqual(byTier)
    const behind = await get(`/v1/churn-by-tier/customers?asOf=${asOf}&tier=A&figure=churned&limit=1`)
    expect(behind.count).toBe(byTier[0])
    const all = await admin.get(`/v1/churn-by-tier/customers?asOf=${asOf}&tier=A&figure=churned`, {
      accept: 'text/csv;q=0.9, text/html;q=0.1',
    })
    expect(all.body.trim().split('\n')).toHaveLength(1 + byTier[0]!)
  })

  it('CDNOW: the smallest group that brings 80 %, tiers by cumulative share, N at its edge', async () => {
    const { concentration } = await get('/v1/value-pyramid?asOf=1998-06-30')
    expect(concentration.most80.customers).toBe(777)
    expect(concentration.most80.part).toBeCloseTo(0.3297, 4)
    expect((await get('/v1/value-pyramid/customers?asOf=1998-06-30&group=most80&limit=1')).count).toBe(777)
    const shared = await get('/v1/value-pyramid?asOf=1998-06-30&cuts=cumulative-share:0.5,0.8,0.95')
    expect(shared.tiers.map(({ customers }: { customers: number }) => customers)).toEqual([228, 549, 801, 779])
    // Exactly 90 days are not churned: with 89 days they would be.
    expect((await get('/v1/churn-by-tier?asOf=1997-06-30&days=89')).all.churned).toBe(1_836)
  })

  it('CDNOW: who is at risk, those who bring most first, page by page', async () => {
    const asked = '/v1/churn-by-tier/customers?asOf=1998-06-30&figure=at-risk'
    const { items, count, next } = await get(`${asked}&within=14&limit=3`)
    expect(count).toBe(35)
    const seen = items.map(({ customer, amount, churnsOn }: Record<string, unknown>) => [customer, amount, churnsOn])
    expect(seen).toEqual([
      ['cdnow-0164', 91_151, '1998-07-06'],
      ['cdnow-0179', 82_039, '1998-07-08'],
      ['cdnow-1234', 71_992, '1998-07-08'],
    ])
    const rest = await get(`${asked}&within=14&limit=1000&after=${next}`)
    expect([rest.items.length, rest.next]).toEqual([count - 3, undefined])
    const amounts = [...items, ...rest.items].map(({ amount }) => amount)
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a))
    expect((await get(`${asked}&within=0`)).count).toBe(1)
    expect((await get(asked)).count).toBe(71)
  })

  it('CDNOW month by month, by the tier at the start of the month, and who moved', async () => {
    const { months } = await get('/v1/churn-by-tier?from=1997-07&to=1998-06')
    const of = (month: string) => {
      const { tiers } = months.find((one: { month: string }) => one.month === month)
      return ['A', 'B', 'C', 'D'].map((tier) => {
        const { customers, active, churned, cameBack } = tiers[tier]
        return [customers, active, churned, cameBack]
      })
    }
    expect(of('1997-07')).toEqual([
      [472, 291, 58, 17],
      [707, 188, 55, 25],
      [707, 43, 10, 27],
      [471, 2, 0, 17],
    ])
    expect(of('1997-12')).toEqual([
      [472, 243, 36, 25],
      [707, 118, 28, 30],
      [707, 31, 5, 15],
      [471, 0, 0, 9],
    ])
    expect(of('1998-06')).toEqual([
      [472, 218, 50, 17],
      [707, 103, 35, 21],
      [707, 27, 16, 12],
      [471, 0, 0, 3],
    ])
    const { moves, tiers } = months.find((one: { month: string }) => one.month === '1998-03')
    expect(moves).toEqual({
      A: { A: 452, B: 20, C: 0, D: 0 },
      B: { A: 18, B: 672, C: 17, D: 0 },
      C: { A: 2, B: 14, C: 680, D: 11 },
      D: { A: 0, B: 1, C: 10, D: 460 },
      none: { A: 0, B: 0, C: 0, D: 0 },
    })
    expect(tiers.D.rate === undefined).toBe(tiers.D.active === 0)
    const behind = async (query: string) =>
      (await get(`/v1/churn-by-tier/customers?month=1998-03&${query}&limit=1`)).count
    expect([await behind('tier=B&to=A'), await behind('tier=C&to=A'), await behind('to=D')]).toEqual([18, 2, 471])
    expect(await behind('tier=A&figure=came-back')).toBe(tiers.A.cameBack)
  })

  it('the retailer alone, by a window that begins with its year', async () => {
    const { transactions_sample: truth } = completeJourneyTruth()
    const asked = 'asOf=2017-12-31&since=2017-01-01&cuts=cumulative-share:0.5,0.8,0.95'
    const pyramid = await get(`/v1/value-pyramid?${asked}`)
    expect(pyramid).toMatchObject({ customers: truth.households, total: truth.sales_value_cents, since: '2017-01-01' })
    for (const { tier, customers, amount, share, smallest, largest } of pyramid.tiers) {
      const expected = truth.tiers[tier]!
      expect({ customers, amount, min_amount: smallest, max_amount: largest }).toEqual({
        customers: expected.customers,
        amount: expected.amount,
        min_amount: expected.min_amount,
        max_amount: expected.max_amount,
      })
      expect(share).toBeCloseTo(expected.share, 6)
    }
    const { top20, gini } = pyramid.concentration
    expect(top20.customers).toBe(truth.top20.customers)
    expect(top20.share).toBeCloseTo(truth.top20.share, 6)
    expect(gini).toBeCloseTo(truth.gini, 6)
    const first = await get(`/v1/value-pyramid/customers?${asked}&tier=A&limit=1`)
    expect(first.count).toBe(truth.tiers['A']!.customers)
    expect(first.items[0].events.length).toBeGreaterThan(0)
  })
})
