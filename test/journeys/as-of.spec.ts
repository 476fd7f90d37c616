import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { onAllStacks } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Reply, Service } from './service.js'

const stages = 'stages=invited,accepted,attended'
const pastFolders = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`ledger-past-${process.pid}-`))

onAllStacks((place) => {
  describe('a question about the past', () => {
    let service: Service
    let admin: ReturnType<typeof as>
    let alex: ReturnType<typeof as>
    let before: readonly string[]
    /** When the ledger had come so far, by its own clock, and where in the log. */
    const at: Record<string, { readonly time: string; readonly position: number }> = {}

    const told = async (path: string, body: object = {}, occurredAt?: string): Promise<Reply> => {
      const headers = occurredAt === undefined ? {} : { 'ledger-occurred-at': occurredAt }
      const reply = await admin.post(path, body, headers)
      expect(reply.status).toBe(200)
      return reply
    }
    const mark = async (name: string) => {
      const { items } = (await admin.get('/v1/audit/history?order=newest&limit=1')).body
      const [last] = items
      at[name] = { time: last.recordedAt, position: last.position }
      // The next event is recorded at a later moment than this.
      while (new Date().toISOString() <= last.recordedAt) await new Promise((resolve) => setTimeout(resolve, 1))
    }
    const person = (customer: string, verb: string, occurredAt?: string, body: object = {}) =>
      told(`/v1/campaigns/fair/participants/${customer}/${verb}`, body, occurredAt)

    beforeAll(async () => {
      before = await pastFolders()
      service = await startService(await place())
      admin = as(service, service.admin)
      alex = as(service, await service.token('alex', 'approver'))
      await told('/v1/campaigns/fair/draft', { plan: aPlan() }, '2026-03-01T09:00:00Z')
      await mark('drafted')
      await told('/v1/campaigns/fair/submit', {}, '2026-03-02T09:00:00Z')
      const yes = await alex.post('/v1/campaigns/fair/approve', {}, { 'ledger-occurred-at': '2026-03-03T09:00:00Z' })
      expect(yes.status).toBe(200)
      await told('/v1/campaigns/fair/begin-wave', { wave: 'w1', group: 'key-staff' }, '2026-04-01T09:00:00Z')
      for (const customer of ['ann', 'bob', 'cyd'])
        await person(customer, 'invite', '2026-04-10T09:00:00Z', { wave: 'w1' })
      await person('ann', 'accept', '2026-04-20T09:00:00Z')
      await mark('May')
      await person('bob', 'accept', '2026-04-25T09:00:00Z')
      await person('cyd', 'accept', '2026-05-05T09:00:00Z')
      await told('/v1/campaigns/fair/open-registration', { capacity: 2 }, '2026-05-06T09:00:00Z')
      await told('/v1/campaigns/fair/desk/register', { customer: 'ann' }, '2026-05-07T09:00:00Z')
      await told('/v1/campaigns/fair/desk/register', { customer: 'bob' }, '2026-05-09T09:00:00Z')
      const cost = { cost: 'c1', line: 'stand', amount: 500, currency: 'EUR', day: '2026-04-30' }
      await told('/v1/campaigns/fair/record-cost', cost, '2026-04-30T09:00:00Z')
      const order = { commitment: 'o1', line: 'stand', amount: 700, currency: 'EUR', day: '2026-05-06' }
      await told('/v1/campaigns/fair/commit-cost', order, '2026-05-06T09:00:00Z')
      await told('/v1/customers/ann/describe', { attributes: { city: 'Vienna' } }, '2026-04-01T09:00:00Z')
      const purchase = { purchase: 'p1', day: '2026-04-09', zone: 'UTC', revenue: 900, currency: 'EUR' }
      await told('/v1/customers/ann/record-purchase', purchase, '2026-04-09T12:00:00Z')
      await mark('bought')
      await told('/v1/customers/bob/record-purchase', { ...purchase, revenue: 300 }, '2026-04-09T12:00:00Z')
      await told('/v1/policies/tier-cuts/set', { by: 'amount', a: 400, b: 200, c: 1, reason: 'by money' })
      await mark('June')
    })
    afterAll(() => service.stop())

    const get = async (path: string) => (await admin.get(path)).body
    const counts = async (query: string) =>
      (await get(`/v1/campaigns/fair/funnel?${stages}&${query}`)).stages.map(({ count }: { count: number }) => count)

    it('is answered by what was known then, or by what had happened by then: these differ', async () => {
      const head = `minPosition=${at.June!.position}`
      expect(await counts(head)).toEqual([3, 3, 0])
      expect(await counts(`knownAt=${at.May!.time}`)).toEqual([3, 1, 0])
      expect(await counts(`knownAtPosition=${at.May!.position}`)).toEqual([3, 1, 0])
      expect(await counts('asOf=2026-05-01')).toEqual([3, 2, 0])
      expect(await counts('asOf=2026-04-22T00:00:00Z')).toEqual([3, 1, 0])
      expect(await counts('asOf=2026-04-05')).toEqual([0, 0, 0])
      expect(await counts(`asOf=2026-04-15&knownAt=${at.May!.time}`)).toEqual([3, 0, 0])
    })

    it('says which moment it speaks of, in the answer and beside a table', async () => {
      const { time, position } = at.May!
      const path = '/v1/campaigns/fair/funnel'
      expect((await get(path)).moment).toBeUndefined()
      expect((await get(`${path}?knownAt=${time}`)).moment).toEqual({ knownAt: time, knownAtPosition: position })
      expect((await get(`${path}?asOf=2026-05-01`)).moment).toEqual({ asOf: '2026-05-01T23:59:59.999Z' })
      const { headers } = await admin.get(`${path}?knownAt=${time}&asOf=2026-05-01`, { accept: 'text/csv' })
      expect(['known-at', 'known-at-position', 'as-of'].map((name) => headers.get(`ledger-${name}`))).toEqual([
        time,
        String(position),
        '2026-05-01T23:59:59.999Z',
      ])
    })

    it('opens its figures to the people of then', async () => {
      const path = `/v1/campaigns/fair/funnel/people?stage=accepted&${stages}`
      const people = async (query: string) =>
        (await get(`${path}&${query}`)).items.map(({ customer }: { customer: string }) => customer)
      expect(await people(`knownAt=${at.May!.time}`)).toEqual(['ann'])
      expect(await people('asOf=2026-05-01')).toEqual(['ann', 'bob'])
    })

    it('about a campaign shows its plan, its phase and its costs of then', async () => {
      const path = '/v1/campaigns/fair'
      const seen = async (query: string) => {
        const { phase, spent, revision } = await get(`${path}?${query}`)
        return [phase, spent, revision]
      }
      expect(await seen(`minPosition=${at.June!.position}`)).toEqual(['running', 500, 6])
      expect(await seen(`knownAt=${at.drafted!.time}`)).toEqual(['draft', 0, 0])
      expect(await seen('revision=1')).toEqual(['submitted', 0, 1])
      expect(await seen('asOf=2026-03-02')).toEqual(['submitted', 0, 1])
      expect(await seen('asOf=2026-05-01')).toEqual(['running', 500, 5])
      const then = await admin.get(`${path}?revision=1`)
      expect([then.headers.get('etag'), then.body.moment]).toEqual([null, { knownAtPosition: expect.any(Number) }])
      const phases = async (query: string) =>
        (await get(`/v1/campaigns?${query}`)).items.map(({ phase }: { phase: string }) => phase)
      expect(await phases(`knownAt=${at.drafted!.time}`)).toEqual(['draft'])
      expect(await phases('asOf=2026-02-01')).toEqual([])
    })

    it('about people, the desk and customers shows them as they were', async () => {
      const people = async (query: string) =>
        (await get(`/v1/campaigns/fair/participants?${query}`)).items.map(({ answer }: { answer?: string }) => answer)
      expect(await people(`knownAt=${at.May!.time}`)).toEqual(['accepted', undefined, undefined])
      expect(await people('asOf=2026-05-01')).toEqual(['accepted', 'accepted', undefined])
      const ann = await get(`/v1/campaigns/fair/participants/ann?knownAt=${at.May!.time}`)
      expect([ann.answer, ann.registration]).toEqual(['accepted', undefined])
      expect((await get('/v1/campaigns/fair/participants/ann?revision=0')).answer).toBeUndefined()
      expect((await get('/v1/campaigns/fair/desk?asOf=2026-05-08')).seats).toMatchObject({ taken: 1, free: 1 })
      expect(await get('/v1/campaigns/fair/desk?revision=0')).toMatchObject({ revision: 0, seats: { taken: 0 } })
      expect((await admin.get(`/v1/campaigns/fair/desk?knownAt=${at.May!.time}`)).body.code).toBe('desk-unknown')
      expect(await get('/v1/customers/ann?revision=0')).toMatchObject({ purchases: 0, attributes: { city: 'Vienna' } })
      expect(await get('/v1/customers?asOf=2026-04-05')).toMatchObject({ items: [{ customer: 'ann', purchases: 0 }] })
    })

    it('about value and churn knows what was known, under the policies of then', async () => {
      const question = 'asOf=2026-04-30&currency=EUR'
      const tiers = async (query: string) => {
        const { tiers: all, cuts } = await get(`/v1/value-pyramid?${question}&${query}`)
        return [cuts.version, ...all.map(({ customers }: { customers: number }) => customers)]
      }
      expect(await tiers(`minPosition=${at.June!.position}`)).toEqual([1, 1, 1, 0, 0])
      expect(await tiers(`knownAt=${at.bought!.time}`)).toEqual([0, 1, 0, 0, 0])
      const churn = await get(`/v1/churn-by-tier?${question}&knownAt=${at.bought!.time}`)
      expect(churn).toMatchObject({ asOf: '2026-04-30', moment: { knownAt: at.bought!.time } })
      const behind = await get(`/v1/value-pyramid/customers?${question}&knownAt=${at.bought!.time}`)
      expect(behind).toMatchObject({ count: 1, items: [{ customer: 'ann', amount: 900 }] })
      const { asOf } = await get(`/v1/value-pyramid?currency=EUR&knownAt=${at.bought!.time}`)
      expect(asOf).toBe(at.bought!.time.slice(0, 10))
    })

    it('about policies gives those that were in force, by what was known and by when it was decided', async () => {
      const moment = await get(`/v1/policies?knownAt=${at.bought!.time}`)
      expect(moment).toMatchObject({
        tierCuts: { version: 0, value: { by: 'rank' } },
        moment: { knownAt: at.bought!.time },
      })
      expect((await get(`/v1/policies?knownAtPosition=${at.June!.position}`)).tierCuts).toMatchObject({ version: 1 })
      expect((await get('/v1/policies?asOf=2026-05-31')).tierCuts.version).toBe(0)
      expect((await get(`/v1/policies?asOf=${at.June!.time}`)).tierCuts.version).toBe(1)
      const stagesThen = await get(`/v1/policies/funnel-stages/exhibition?knownAt=${at.bought!.time}`)
      expect(stagesThen).toMatchObject({ kind: 'exhibition', version: 0, moment: { knownAt: at.bought!.time } })
      expect(await admin.get('/v1/policies?knownAt=2020-01-01T00:00:00Z')).toMatchObject({
        status: 404,
        body: { code: 'nothing-known-yet' },
      })
    })

    it('gives the same answer as today’s where nothing was recorded since', async () => {
      const { position } = at.June!
      for (const path of [
        `/v1/campaigns/fair/funnel?${stages}`,
        '/v1/campaigns?sort=name',
        '/v1/campaigns/fair?',
        '/v1/campaigns/fair/participants?sort=customer',
        '/v1/campaigns/fair/participants/ann?',
        '/v1/customers?sort=customer',
        '/v1/customers/ann?',
        '/v1/campaigns/fair/desk?',
        '/v1/value-pyramid?asOf=2026-06-01',
        '/v1/policies?',
        '/v1/policies/funnel-stages/exhibition?',
        '/v1/churn-by-tier?asOf=2026-12-01',
        '/v1/churn-by-tier?from=2026-01&to=2026-06',
      ]) {
        const today = await get(`${path}${/desk|policies/.test(path) ? '' : `&minPosition=${position}`}`)
        const { moment, ...then } = await get(`${path}&knownAtPosition=${position}`)
        expect([path, moment]).toEqual([path, { knownAtPosition: position }])
        expect(then).toEqual(today)
      }
    })

    it('tells what differs between two moments, in words', async () => {
      const words = async (query: string) =>
        (await get(`/v1/audit/diff?${query}`)).changes.map((one: { words: string }) => one.words)
      const [drafted, may, june] = [at.drafted!, at.May!, at.June!]
      expect(await words(`subject=campaign/fair&from=${drafted.time}&to=${may.time}`)).toEqual([
        'The phase changed from “draft” to “running”.',
        'The wave w1 was added: group “key-staff”, channel “e-mail”, time “2026-04-01T09:00:00.000Z”.',
        'The approval changed from “none” to “given”.',
        'The funnel stage targeted changed from 0 to 3.',
        'The funnel stage invited changed from 0 to 3.',
        'The funnel stage accepted changed from 0 to 1.',
      ])
      const since = await words(`subject=campaign/fair&from=${may.position}&to=${june.position}`)
      expect(since).toEqual(
        expect.arrayContaining([
          'The sum spent changed from 0.00 EUR to 5.00 EUR.',
          'The cost c1 was added: amount 5.00 EUR, day “2026-04-30”, line “stand”.',
          'The sum committed changed from 0.00 EUR to 7.00 EUR.',
          'The commitment o1 was added: amount 7.00 EUR, day “2026-05-06”, line “stand”.',
          'The number of seats taken of the desk: now 2, none before.',
          'The funnel stage accepted changed from 1 to 3.',
        ]),
      )
      expect(await words(`subject=campaign/fair&from=${may.time}`)).toEqual(since)
      expect(await words('subject=campaign/fair&by=occurred&from=2026-05-01&to=2026-05-05')).toEqual([
        'The funnel stage accepted changed from 2 to 3.',
      ])
      expect(await words(`subject=customer/ann&from=${may.time}&to=${june.time}`)).toEqual([
        'The attribute city: now “Vienna”, none before.',
        'The purchases: now 1, none before.',
        'The revenue in EUR: now 9.00 EUR, none before.',
        'The tier by revenue in EUR: now “A”, none before.',
      ])
      expect(await words(`subject=participant/fair/bob&from=${may.time}&to=${june.time}`)).toContain(
        'The answer: now “accepted”, none before.',
      )
      expect(await words(`subject=policy/tier-cuts&from=${may.time}`)).toContain('The version changed from 0 to 1.')
      expect(await words(`subject=campaign/fair&from=${june.position}&to=${june.position}`)).toEqual([])
      const fromNothing = await words(`subject=campaign/fair&from=1999-01-01T00:00:00Z&to=${drafted.time}`)
      expect(fromNothing).toContain('The phase: now “draft”, none before.')
    })

    it.each([
      [`subject=campaign/nobody&from=1`, 404, 'campaign-unknown', []],
      ['subject=campaign/fair&from=1998-01-01T00:00:00Z&to=1999-01-01T00:00:00Z', 404, 'campaign-unknown', []],
      ['subject=nobody&from=1', 400, 'invalid-query', ['subject']],
      ['subject=campaign/fair', 400, 'invalid-query', ['from']],
      ['subject=campaign/fair&from=May', 400, 'invalid-query', ['from']],
      ['subject=campaign/fair&from=1&to=May&by=occurred', 400, 'invalid-query', ['from']],
      ['subject=campaign/fair&from=1&to=999999999999999', 400, 'invalid-query', ['to']],
      ['subject=campaign/fair&from=2199-01-01T00:00:00Z', 400, 'invalid-query', ['from']],
      ['subject=campaign/fair&from=1&by=heart', 400, 'invalid-query', ['by']],
      ['from=1', 400, 'invalid-query', ['subject']],
    ])('tells no differences of %s', async (query, status, code, fields) => {
      const { body, ...reply } = await admin.get(`/v1/audit/diff?${query}`)
      expect([reply.status, body.code]).toEqual([status, code])
      expect((body.errors ?? []).map(({ field }: { field: string }) => field)).toEqual(fields)
    })

    it('keeps who is erased today erased in every past', async () => {
      const path = `/v1/customers/ann?knownAt=${at.June!.time}`
      const list = `/v1/customers?customer=ann&knownAt=${at.June!.time}`
      expect((await get(path)).attributes).toEqual({ city: 'Vienna' })
      expect((await get(list)).items[0].attributes).toEqual({ city: 'Vienna' })
      await told('/v1/customers/ann/erase', { reason: 'asked for it' })
      expect((await get(path)).attributes).toEqual({ erased: true })
      expect((await get(list)).items[0].attributes).toEqual({ erased: true })
    })

    it.each([
      ['/v1/campaigns/fair/funnel?knownAt=2199-01-01T00:00:00Z', 400, 'invalid-query'],
      ['/v1/campaigns/fair/funnel?asOf=2199-01-01', 400, 'invalid-query'],
      ['/v1/campaigns/fair/funnel?knownAtPosition=999999999999999', 400, 'invalid-query'],
      ['/v1/campaigns/fair/funnel?knownAt=2000-01-01T00:00:00Z', 404, 'nothing-known-yet'],
      ['/v1/campaigns/fair/funnel?asOf=2000-01-01', 404, 'campaign-unknown'],
      ['/v1/campaigns/fair/participants?asOf=2000-01-01', 404, 'campaign-unknown'],
      ['/v1/campaigns/fair/funnel?knownAt=2026-05-01', 400, 'invalid-query'],
      ['/v1/campaigns/fair/funnel?asOf=May', 400, 'invalid-query'],
      ['/v1/campaigns/fair/funnel?knownAtPosition=1&knownAt=2026-05-01T00:00:00Z', 400, 'invalid-query'],
      ['/v1/campaigns/fair/funnel?revision=1', 400, 'invalid-query'],
      ['/v1/campaigns/fair?revision=99', 404, 'revision-unknown'],
      ['/v1/campaigns/nobody?revision=0', 404, 'revision-unknown'],
      ['/v1/campaigns/fair?asOf=2000-01-01', 404, 'campaign-unknown'],
      ['/v1/campaigns?knownAt=yesterday', 400, 'invalid-query'],
      ['/v1/value-pyramid?knownAt=2000-01-01T00:00:00Z', 404, 'nothing-known-yet'],
    ])('is told what is wrong with %s', async (path, status, code) => {
      const reply = await admin.get(path)
      expect([reply.status, reply.body.code]).toEqual([status, code])
    })

    it('leaves no file behind, however many pasts were asked for', async () => {
      for (const day of ['01', '02', '03', '04', '05', '06', '07'])
        expect((await admin.get(`/v1/campaigns/fair/funnel?asOf=2026-05-${day}`)).status).toBe(200)
      expect((await pastFolders()).filter((name) => !before.includes(name)).length).toBeLessThanOrEqual(4)
      service = await service.restart()
      expect((await pastFolders()).filter((name) => !before.includes(name))).toEqual([])
    })
  })
})
