import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { as, startService } from './service.js'
import type { Service } from './service.js'

const period = (from: string, to: string) => ({ period: { from, to, zone: 'Europe/Vienna' } })

/** Who takes part in March 2027: the fair by 3 days of it, the mailing by 10; nobody else. */
const plans = {
  fair: aPlan(period('2027-03-01', '2027-03-03')),
  mailing: aPlan(period('2027-02-20', '2027-03-10')),
  summer: aPlan(period('2027-06-01', '2027-06-02')),
  geneva: aPlan({ ...period('2027-03-10', '2027-03-12'), currency: 'CHF' }),
  dropped: aPlan(period('2027-03-05', '2027-03-06')),
  idea: aPlan(period('2027-03-05', '2027-03-06')),
} as const

interface Share {
  readonly campaign: string
  readonly base: number
  readonly amount: number
}

describe('indirect cost that is shared out (E02)', () => {
  let service: Service
  let admin: ReturnType<typeof as>
  let head: number

  const tell = async (path: string, body?: object) => {
    const reply = await admin.post(path, body)
    expect([path, reply.status]).toEqual([path, 200])
    head = reply.body.position ?? head
    return reply
  }
  const changesOf = async (query: string): Promise<readonly string[]> => {
    const { changes } = (await admin.get(`/v1/audit/diff?subject=${query}`)).body
    return changes.map(({ words }: { words: string }) => words)
  }
  const overhead = (name: string, amount: number, currency = 'EUR') =>
    tell('/v1/overheads/2027-03/record', { overhead: name, purpose: `The ${name}`, amount, currency })

  beforeAll(async () => {
    service = await startService()
    admin = as(service, service.admin)
    const alex = as(service, await service.token('alex', 'approver'))
    for (const [campaign, plan] of Object.entries(plans)) {
      await tell(`/v1/campaigns/${campaign}/draft`, { plan })
      if (campaign === 'idea') continue
      await tell(`/v1/campaigns/${campaign}/submit`)
      expect((await alex.post(`/v1/campaigns/${campaign}/approve`)).status).toBe(200)
    }
    await tell('/v1/campaigns/dropped/cancel', { reason: 'rain' })
    const cost = (id: string, amount: number, day: string) => ({
      cost: id,
      line: 'stand',
      amount,
      currency: 'EUR',
      day,
    })
    await tell('/v1/campaigns/fair/record-cost', cost('i1', 2_000, '2027-03-02'))
    await tell('/v1/campaigns/mailing/record-cost', cost('i2', 1_000, '2027-03-31'))
    await tell('/v1/campaigns/mailing/record-cost', cost('i3', 9_000, '2027-02-28'))
    await tell('/v1/campaigns/mailing/record-cost', cost('i4', 9_000, '2027-03-01'))
    await tell('/v1/campaigns/mailing/reverse-cost', { cost: 'i4', reason: 'twice' })
    await tell('/v1/campaigns/fair/begin-wave', { wave: 'w1', group: 'key-staff' })
    for (const customer of ['ann', 'bob'])
      await tell(`/v1/campaigns/fair/participants/${customer}/invite`, { wave: 'w1' })
    for (const [purchase, day, revenue, currency] of [
      ['p1', '2027-03-12', 300, 'EUR'],
      ['p2', '2027-03-31', 100, 'EUR'],
      ['p3', '2027-04-01', 500, 'EUR'],
      ['p4', '2027-03-12', 700, 'CHF'],
      ['p5', '2027-03-13', 900, 'EUR'],
    ] as const) {
      const campaign = purchase === 'p2' ? 'mailing' : 'fair'
      await tell('/v1/customers/ann/record-purchase', { purchase, day, zone: 'UTC', revenue, currency, campaign })
    }
    await tell('/v1/customers/ann/reverse-purchase', { purchase: 'p5', reason: 'sent back' })
    await overhead('rent', 90_000)
    await overhead('power', 10_001)
    await overhead('lawyer', 500, 'CHF')
    await overhead('coffee', 70, 'JPY')
  })
  afterAll(() => service.stop())

  const get = async (path: string) =>
    (await admin.get(`/v1/${path}${path.includes('?') ? '&' : '?'}minPosition=${head}`)).body
  const inEuros = async (query = ''): Promise<readonly (readonly [string, number, number])[]> => {
    const { currencies } = await get(`overheads/2027-03/shares${query}`)
    const { shares } = currencies.find(({ currency }: { currency: string }) => currency === 'EUR') as {
      shares: Share[]
    }
    return shares.map(({ campaign, base, amount }) => [campaign, base, amount])
  }

  it.each([
    [
      '',
      [
        ['fair', 2_000, 66_667],
        ['mailing', 1_000, 33_334],
      ],
    ],
    [
      '?key=equal',
      [
        ['fair', 1, 50_001],
        ['mailing', 1, 50_000],
      ],
    ],
    [
      '?key=days',
      [
        ['fair', 3, 23_077],
        ['mailing', 10, 76_924],
      ],
    ],
    [
      '?key=participants',
      [
        ['fair', 2, 66_667],
        ['mailing', 1, 33_334],
      ],
    ],
    [
      '?key=revenue',
      [
        ['fair', 300, 75_001],
        ['mailing', 100, 25_000],
      ],
    ],
    [
      '?key=weights:mailing=1,nobody=5',
      [
        ['fair', 0, 0],
        ['mailing', 1, 100_001],
      ],
    ],
  ] as const)('goes to whoever takes part in the month, to the last cent: %s', async (query, shares) => {
    expect(await inEuros(query)).toEqual(shares)
  })

  it('is never added up over currencies, and says what nobody bears', async () => {
    const { currencies, key, month } = await get('overheads/2027-03/shares?key=equal')
    expect([month, key]).toEqual(['2027-03', { value: { by: 'equal' }, version: 'asked' }])
    expect(currencies).toMatchObject([
      { currency: 'CHF', amount: 500, unallocated: 0, base: 1, shares: [{ campaign: 'geneva', amount: 500 }] },
      { currency: 'EUR', amount: 100_001, unallocated: 0, base: 2 },
      { currency: 'JPY', amount: 70, unallocated: 70, base: 0, shares: [] },
    ])
    const byCost = await get('overheads/2027-03/shares')
    expect(byCost.currencies[0]).toMatchObject({ currency: 'CHF', unallocated: 500, shares: [{ base: 0, amount: 0 }] })
  })

  it('is asked under other keys beside the one in force, and nothing changes (Z05)', async () => {
    const before = await service.ledger.events.head()
    const { inForce, others } = await get('what-if/overheads/2027-03?key=days;revenue')
    expect(inForce.key).toEqual({ value: { by: 'direct-cost' }, version: 0 })
    expect(others.map(({ policy, changes }: { policy: object; changes: object }) => [policy, changes])).toEqual([
      [
        { key: 'days' },
        [
          { figure: 'geneva.amount', inForce: 0, other: 500 },
          { figure: 'fair.amount', inForce: 66_667, other: 23_077 },
          { figure: 'mailing.amount', inForce: 33_334, other: 76_924 },
        ],
      ],
      [
        { key: 'revenue' },
        [
          { figure: 'fair.amount', inForce: 66_667, other: 75_001 },
          { figure: 'mailing.amount', inForce: 33_334, other: 25_000 },
        ],
      ],
    ])
    const table = await admin.get('/v1/what-if/overheads/2027-03?key=equal', { accept: 'text/csv' })
    expect(table.body.split('\n').slice(0, 2)).toEqual([
      'cuts,days,stages,key,figure,inForce,other',
      ',,,equal,geneva.amount,0,500',
    ])
    expect(await service.ledger.events.head()).toBe(before)
  })

  it('is shared out again by another key, while the past knows the one of its time', async () => {
    const known = head
    await tell('/v1/policies/allocation-key/set', { by: 'days', reason: 'fairer' })
    expect((await get('overheads/2027-03/shares')).key).toEqual({ value: { by: 'days' }, version: 1 })
    expect((await admin.get('/v1/policies')).body.allocationKey).toEqual({ version: 1, value: { by: 'days' } })
    const then = (await admin.get(`/v1/overheads/2027-03/shares?knownAtPosition=${known}`)).body
    expect([then.key.version, then.moment]).toEqual([0, { knownAtPosition: known }])
    expect(then.currencies[1].shares.map(({ amount }: Share) => amount)).toEqual([66_667, 33_334])
    const byPeople = (await admin.get(`/v1/overheads/2027-03/shares?knownAtPosition=${known}&key=revenue`)).body
    expect(byPeople.currencies[1].shares.map(({ amount }: Share) => amount)).toEqual([75_001, 25_000])
    const { items } = (await admin.get('/v1/audit/history?subject=policy/allocation-key')).body
    expect(items).toMatchObject([{ type: 'AllocationKeySet', reason: 'fairer' }])
    expect(await changesOf(`policy/allocation-key&from=${known}`)).toEqual([
      'The version changed from 0 to 1.',
      'The basis changed from “direct-cost” to “days”.',
    ])
  })

  it('is listed by month, taken back, and told in a history', async () => {
    await tell('/v1/overheads/2027-03/reverse', { overhead: 'power', reason: 'billed twice' })
    const march = await get('overheads/2027-03')
    expect(march.totals).toEqual({ EUR: 90_000, CHF: 500, JPY: 70 })
    expect(march.overheads).toHaveLength(4)
    expect((await get('overheads')).items).toEqual([march])
    const [known] = (await admin.get('/v1/audit/history?subject=overheads/2027-03')).body.items
    for (const moment of [`knownAt=${known.recordedAt}`, `knownAtPosition=${known.position}`]) {
      const { items } = (await admin.get(`/v1/overheads?month=2027-03&${moment}`)).body
      expect(items).toMatchObject([{ month: '2027-03', totals: { EUR: 90_000 } }])
      expect((await admin.get(`/v1/overheads/2027-03?${moment}`)).body.totals).toEqual({ EUR: 90_000 })
    }
    const table = await admin.get('/v1/overheads/2027-03/shares', { accept: 'text/csv' })
    expect(table.body.split('\n').slice(0, 3)).toEqual([
      'currency,campaign,name,base,amount',
      'CHF,geneva,Spring fair 2027,3,500',
      'EUR,fair,Spring fair 2027,3,20769',
    ])
    const { items } = (await admin.get('/v1/audit/history?subject=overheads/2027-03')).body
    expect(items.map(({ type }: { type: string }) => type)).toEqual([
      ...Array.from({ length: 4 }, () => 'OverheadRecorded'),
      'OverheadReversed',
    ])
    expect(await changesOf(`overheads/2027-03&from=${items.at(-2).position}`)).toContain(
      'The reason of the reversal of the indirect cost power: now “billed twice”, none before.',
    )
    expect((await admin.get('/v1/audit/diff?subject=overheads/1999-01&from=1')).body.code).toBe('overheads-unknown')
  })

  it.each([
    ['GET', 'overheads/2027-04', 404, 'overheads-unknown'],
    ['GET', 'overheads/2027-04/shares', 404, 'overheads-unknown'],
    ['GET', 'overheads/2027-13/shares', 400, 'invalid-path'],
    ['GET', 'overheads/2027-03/shares?key=half', 400, 'invalid-query'],
    ['GET', 'overheads/2027-03/shares?key=equal;days', 400, 'invalid-query'],
    ['GET', 'what-if/overheads/2027-03', 400, 'invalid-query'],
    ['GET', 'what-if/overheads/2027-04?key=equal', 404, 'overheads-unknown'],
    ['GET', 'audit/history?subject=overheads/2027-04', 404, 'overheads-unknown'],
    ['POST', 'overheads/2027-13/record', 422, 'month-unknown'],
    ['POST', 'overheads/2027-03/record', 409, 'overhead-exists'],
  ] as const)('%s %s is refused', async (method, path, status, code) => {
    const said = { overhead: 'rent', purpose: 'Another', amount: 1, currency: 'EUR' }
    const reply = method === 'GET' ? await admin.get(`/v1/${path}`) : await admin.post(`/v1/${path}`, said)
    expect([reply.status, reply.body.code]).toEqual([status, code])
  })
})
