import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { as, startService } from './service.js'
import type { Service } from './service.js'

describe('the same figures under other policies', () => {
  let service: Service
  let admin: ReturnType<typeof as>
  let head: number

  beforeAll(async () => {
    service = await startService()
    admin = as(service, service.admin)
    const bought = (customer: string, day: string, revenue: number) =>
      admin.post(`/v1/customers/${customer}/record-purchase`, {
        purchase: day,
        day,
        zone: 'UTC',
        revenue,
        currency: 'EUR',
      })
    for (const [customer, day, revenue] of [
      ['ann', '2026-01-10', 1_000],
      ['bob', '2026-03-01', 600],
      ['cyd', '2026-04-01', 300],
      ['dan', '2026-04-20', 100],
      ['eve', '2026-04-28', 50],
    ] as const)
      expect((await bought(customer, day, revenue)).status).toBe(200)
    const alex = as(service, await service.token('alex', 'approver'))
    await admin.post('/v1/campaigns/fair/draft', { plan: aPlan() })
    await admin.post('/v1/campaigns/fair/submit')
    await alex.post('/v1/campaigns/fair/approve')
    await admin.post('/v1/campaigns/fair/begin-wave', { wave: 'w1', group: 'key-staff' })
    await admin.post('/v1/campaigns/fair/participants/ann/invite', { wave: 'w1' })
    const { body } = await admin.post('/v1/campaigns/fair/participants/ann/accept')
    head = body.position
  })
  afterAll(() => service.stop())

  const get = async (path: string) => (await admin.get(`/v1/what-if/${path}&minPosition=${head}`)).body

  it('stand beside those in force: churn after 60, 90 and 30 days', async () => {
    const { whatIf, inForce, others } = await get('churn-by-tier?asOf=2026-04-30&days=60;90;30')
    expect([whatIf, inForce.days]).toEqual([true, { value: 90, version: 0 }])
    expect(inForce.all.churned).toBe(1)
    expect(
      others.map((one: { policy: object; answer: { all: { churned: number } } }) => [
        one.policy,
        one.answer.all.churned,
      ]),
    ).toEqual([
      [{ days: '60' }, 1],
      [{ days: '90' }, 1],
      [{ days: '30' }, 2],
    ])
    expect(others.map(({ changes }: { changes: object[] }) => changes)).toEqual([
      [],
      [],
      [{ figure: 'B.churned', inForce: 0, other: 1 }],
    ])
    const alone = await admin.get(`/v1/churn-by-tier?asOf=2026-04-30&days=30`)
    const { behind: _, ...answer } = alone.body
    expect(others[2].answer).toEqual(answer)
  })

  it('tell which figures would be others: tiers under other cuts', async () => {
    const { inForce, others } = await get('value-pyramid?asOf=2026-04-30&cuts=amount:500,200,60')
    expect(inForce.cuts).toMatchObject({ version: 0 })
    expect(others).toMatchObject([{ policy: { cuts: 'amount:500,200,60' }, answer: { cuts: { version: 'asked' } } }])
    expect(others[0].changes).toEqual([
      { figure: 'A.customers', inForce: 1, other: 2 },
      { figure: 'A.amount', inForce: 1_000, other: 1_600 },
      { figure: 'B.customers', inForce: 2, other: 1 },
      { figure: 'B.amount', inForce: 900, other: 300 },
    ])
  })

  it('combine, leave as a table, and change nothing', async () => {
    const before = await service.ledger.events.head()
    const path = '/v1/what-if/churn-by-tier?asOf=2026-04-30&days=30;60&cuts=rank:0.1,0.3,0.6;rank:0.2,0.5,0.8'
    const { body, headers } = await admin.get(path)
    expect([body.others.length, headers.get('ledger-what-if')]).toEqual([4, 'true'])
    const table = await admin.get('/v1/what-if/churn-by-tier?asOf=2026-04-30&days=30', { accept: 'text/csv' })
    expect(table.body).toBe('cuts,days,stages,key,figure,inForce,other\n,30,,,B.churned,0,1\n')
    expect(await service.ledger.events.head()).toBe(before)
    expect((await admin.get('/v1/policies')).body.churnDays).toEqual({ version: 0, value: 90 })
  })

  it('are asked of a funnel, and of the past, too', async () => {
    const funnel = await get('campaigns/fair/funnel?stages=invited,accepted')
    expect(funnel.inForce.total.length).toBeGreaterThan(2)
    expect(funnel.others[0].answer.total.map(({ count }: { count: number }) => count)).toEqual([1, 1])
    const known = (await admin.get('/v1/what-if/value-pyramid?asOf=2026-04-30&knownAtPosition=2&cuts=amount:700,200,1'))
      .body
    expect(known.moment).toEqual({ knownAtPosition: 2 })
    expect(known.others[0].answer.customers).toBe(2)
  })

  it.each([
    ['churn-by-tier', 400, 'invalid-query'],
    ['churn-by-tier?days=0', 400, 'invalid-query'],
    ['churn-by-tier?days=1;2;3;4;5;6;7;8;9;10;11', 400, 'invalid-query'],
    ['value-pyramid?cuts=half', 400, 'invalid-query'],
    ['value-pyramid?days=30', 400, 'invalid-query'],
    ['campaigns/fair/funnel?stages=nothing', 400, 'invalid-query'],
    ['campaigns/nobody/funnel?stages=invited', 404, 'campaign-unknown'],
  ])('are not told of %s', async (path, status, code) => {
    const reply = await admin.get(`/v1/what-if/${path}`)
    expect([reply.status, reply.body.code]).toEqual([status, code])
  })
})
