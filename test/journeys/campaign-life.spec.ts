import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan as plan } from '@ledger/campaigns/testing'
import { onAllStacks } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Service } from './service.js'

onAllStacks((place) => {
  describe('the life of a campaign over HTTP', () => {
    let service: Service
    let admin: ReturnType<typeof as>
    let alex: ReturnType<typeof as>

    beforeAll(async () => {
      service = await startService(await place())
      admin = as(service, service.admin)
      alex = as(service, await service.token('alex', 'approver'))
    })
    afterAll(() => service.stop())

    const approved = async (campaign: string, changes: object = {}) => {
      await admin.post(`/v1/campaigns/${campaign}/draft`, { plan: plan(changes) })
      await admin.post(`/v1/campaigns/${campaign}/submit`)
      expect((await alex.post(`/v1/campaigns/${campaign}/approve`)).status).toBe(200)
    }

    it('needs another pair of eyes for the approval', async () => {
      await admin.post('/v1/campaigns/eyes/draft', { plan: plan() })
      await admin.post('/v1/campaigns/eyes/submit')
      expect(await admin.post('/v1/campaigns/eyes/approve')).toMatchObject({ status: 403, body: { code: 'four-eyes' } })
    })

    it('refuses commands out of phase with a stable code, and writes nothing', async () => {
      await admin.post('/v1/campaigns/early/draft', { plan: plan() })
      const before = await service.ledger.events.head()
      expect(await admin.post('/v1/campaigns/early/start')).toMatchObject({
        status: 409,
        body: { code: 'campaign-draft' },
      })
      expect(await admin.post('/v1/campaigns/nobody/submit')).toMatchObject({
        status: 404,
        body: { code: 'campaign-unknown' },
      })
      expect(await service.ledger.events.head()).toBe(before)
    })

    it('respects If-Match', async () => {
      await admin.post('/v1/campaigns/match/draft', { plan: plan() })
      const revised = { plan: plan({ name: 'Other' }) }
      const stale = await admin.post('/v1/campaigns/match/revise-plan', revised, { 'if-match': '"7"' })
      expect(stale).toMatchObject({
        status: 412,
        body: { code: 'revision-differs', details: { expected: 7, revision: 0 } },
      })
      const fresh = await admin.post('/v1/campaigns/match/revise-plan', revised, { 'if-match': '"0"' })
      expect([fresh.status, fresh.headers.get('etag')]).toEqual([200, '"1"'])
    })

    it('seats up to the capacity, queues by priority, and hands a freed seat to the first who waits', async () => {
      await approved('desk')
      const at = '/v1/campaigns/desk/desk'
      await admin.post('/v1/campaigns/desk/open-registration', { capacity: 1 })
      for (const [customer, priority] of [
        ['ann', 0],
        ['bob', 0],
        ['cyd', 5],
      ] as const) {
        await admin.post(`${at}/register`, { customer, priority })
      }
      const full = await admin.get(at)
      expect(full.body).toMatchObject({
        seats: { taken: 1, free: 0 },
        waitlist: [{ customer: 'cyd' }, { customer: 'bob' }],
      })
      const left = await admin.post(`${at}/cancel`, { customer: 'ann' })
      expect(left.body.events.map((one: { type: string }) => one.type)).toEqual([
        'RegistrationCancelled',
        'SeatOffered',
      ])
      expect((await admin.get(at)).body.seats).toEqual({ capacity: 1, taken: 0, held: 1, free: 0 })
      expect(await admin.post(`${at}/accept-offer`, { customer: 'bob' })).toMatchObject({
        status: 409,
        body: { code: 'no-offer' },
      })
      expect((await admin.post(`${at}/accept-offer`, { customer: 'cyd' })).status).toBe(200)
      expect(await admin.post(`${at}/change-capacity`, { capacity: 0 })).toMatchObject({
        status: 409,
        body: { code: 'capacity-below-taken' },
      })
    })

    it('seats no more than there are seats, however many come at once, and offers a freed one once', async () => {
      await approved('race')
      const at = '/v1/campaigns/race/desk'
      await admin.post('/v1/campaigns/race/open-registration', { capacity: 10 })
      const people = Array.from({ length: 60 }, (_, n) => ({ customer: `p-${n}`, priority: n % 3 }))
      await Promise.all(people.map((one) => admin.post(`${at}/register`, one)))
      const full = (await admin.get(at)).body
      expect(full).toMatchObject({ seats: { capacity: 10, taken: 10, held: 0, free: 0 }, registered: 10, waiting: 50 })
      const priorities = full.waitlist.map((one: { priority: number }) => one.priority)
      expect(priorities).toEqual(priorities.toSorted((a: number, b: number) => b - a))
      const waits = new Set(full.waitlist.map((one: { customer: string }) => one.customer))
      const seated = people.find(({ customer }) => !waits.has(customer))!
      const gone = await Promise.all(
        Array.from({ length: 10 }, () => admin.post(`${at}/cancel`, { customer: seated.customer })),
      )
      expect(gone.filter(({ body }) => body.changed)).toHaveLength(1)
      const after = (await admin.get(at)).body
      expect(after).toMatchObject({ seats: { taken: 9, held: 1, free: 0 }, waiting: 49 })
      const offered = await admin.get(
        `/v1/campaigns/race/participants?registration=offered&minPosition=${(await service.ledger.events.head())!}`,
      )
      expect(offered.body.items.map((one: { customer: string }) => one.customer)).toEqual([full.waitlist[0].customer])
    })

    it('keeps what is planned, committed, spent and remaining, however often a request comes', async () => {
      await approved('money')
      const at = '/v1/campaigns/money'
      const stand = { line: 'stand', currency: 'EUR', day: '2027-02-01' }
      const order = { commitment: 'order-1', amount: 300_000, ...stand }
      const invoice = { cost: 'invoice-1', commitment: 'order-1', amount: 310_050, ...stand }
      const changed = async (command: string, body: object) => {
        const { status, body: answer } = await admin.post(`${at}/${command}`, body)
        return [status, answer.changed ?? answer.code]
      }
      const money = async () => {
        const { body } = await admin.get(`${at}?minPosition=${await service.ledger.events.head()}`)
        return [body.budget, body.committed, body.spent, body.remaining, body.lines[0].remaining]
      }
      const twice = await Promise.all([changed('commit-cost', order), changed('commit-cost', order)])
      expect(twice.toSorted()).toEqual([
        [200, false],
        [200, true],
      ])
      expect(await changed('commit-cost', { ...order, commitment: 'order-2', amount: 50_000 })).toEqual([200, true])
      expect(await changed('commit-cost', { ...order, amount: 1 })).toEqual([409, 'commitment-exists'])
      expect(await money()).toEqual([1_250_000, 350_000, 0, 900_000, 650_000])
      expect(await changed('record-cost', { ...invoice, line: 'travel' })).toEqual([422, 'commitment-line-differs'])
      expect(await changed('record-cost', { ...invoice, commitment: 'nobody' })).toEqual([422, 'commitment-unknown'])
      expect(await changed('record-cost', invoice)).toEqual([200, true])
      expect(await changed('record-cost', invoice)).toEqual([200, false])
      expect(await money()).toEqual([1_250_000, 50_000, 310_050, 889_950, 639_950])
      const release = { commitment: 'order-1', reason: 'called off' }
      expect(await changed('release-commitment', release)).toEqual([409, 'commitment-settled'])
      expect(await changed('reverse-cost', { cost: 'invoice-1', reason: 'wrong sum' })).toEqual([200, true])
      expect(await money()).toEqual([1_250_000, 350_000, 0, 900_000, 650_000])
      expect(await changed('release-commitment', release)).toEqual([200, true])
      expect(await changed('record-cost', { ...invoice, cost: 'invoice-2' })).toEqual([409, 'commitment-released'])
      expect(await money()).toEqual([1_250_000, 50_000, 0, 1_200_000, 950_000])
    })

    it('takes the bills of what was cancelled, binds no more money for it, and evaluates only what is settled', async () => {
      const stand = { line: 'stand', currency: 'EUR', day: '2027-02-01', amount: 70_000 }
      for (const campaign of ['called-off', 'settled']) {
        await approved(campaign)
        await admin.post(`/v1/campaigns/${campaign}/commit-cost`, { commitment: 'order-1', ...stand })
        await admin.post(`/v1/campaigns/${campaign}/commit-cost`, { commitment: 'order-2', ...stand })
      }
      const off = '/v1/campaigns/called-off'
      await admin.post(`${off}/cancel`, { reason: 'The hall burnt down.' })
      expect(await admin.post(`${off}/commit-cost`, { commitment: 'order-3', ...stand })).toMatchObject({
        status: 409,
        body: { code: 'campaign-cancelled' },
      })
      const fee = { cost: 'fee-1', commitment: 'order-1', ...stand, amount: 20_000 }
      expect((await admin.post(`${off}/record-cost`, fee)).body.changed).toBe(true)
      const released = await admin.post(`${off}/release-commitment`, { commitment: 'order-2', reason: 'let us go' })
      const after = await admin.get(`${off}?minPosition=${released.body.position}`)
      expect(after.body).toMatchObject({ phase: 'cancelled', committed: 0, spent: 20_000 })

      const at = '/v1/campaigns/settled'
      await admin.post(`${at}/open-registration`, { capacity: 5 })
      await admin.post(`${at}/start`)
      await admin.post(`${at}/finish`)
      const judgement = { conclusion: 'good', goalsMet: true }
      expect(await admin.post(`${at}/evaluate`, judgement)).toMatchObject({
        status: 409,
        body: { code: 'commitments-open', details: { committed: 140_000 } },
      })
      await admin.post(`${at}/record-cost`, { ...fee, cost: 'invoice-1' })
      await admin.post(`${at}/release-commitment`, { commitment: 'order-2', reason: 'not needed' })
      expect((await admin.post(`${at}/evaluate`, judgement)).body.changed).toBe(true)
    })

    it('records who did not come, and closes the desk, when it is finished', async () => {
      await approved('shows')
      await admin.post('/v1/campaigns/shows/open-registration', { capacity: 5 })
      for (const customer of ['ann', 'bob']) await admin.post('/v1/campaigns/shows/desk/register', { customer })
      await admin.post('/v1/campaigns/shows/start')
      await admin.post('/v1/campaigns/shows/desk/check-in', { customer: 'ann', scan: 's1' })
      await admin.post('/v1/campaigns/shows/finish')
      expect(await admin.post('/v1/campaigns/shows/desk/register', { customer: 'cyd' })).toMatchObject({
        status: 409,
        body: { code: 'desk-closed' },
      })
      const position = await service.ledger.events.head()
      const { body } = await admin.get(`/v1/campaigns/shows/participants?minPosition=${position}`)
      const statuses = body.items.map((one: { customer: string; registration: { status: string } }) => [
        one.customer,
        one.registration.status,
      ])
      expect(statuses).toEqual([
        ['ann', 'attended'],
        ['bob', 'no-show'],
      ])
    })

    it('cancels with a reason, and closes the desk with it', async () => {
      await approved('off')
      await admin.post('/v1/campaigns/off/open-registration', { capacity: 5 })
      await admin.post('/v1/campaigns/off/cancel', { reason: 'The hall burnt down.' })
      expect((await admin.get('/v1/campaigns/off/desk')).body.phase).toBe('closed')
      expect(await admin.post('/v1/campaigns/off/start')).toMatchObject({
        status: 409,
        body: { code: 'campaign-cancelled' },
      })
    })

    it('carries out an amendment only when somebody else has approved it', async () => {
      await approved('amended')
      const wider = plan({ targetGroups: [...plan().targetGroups, { id: 'press', name: 'Press', channel: 'phone' }] })
      await admin.post('/v1/campaigns/amended/amend-plan', { plan: wider, reason: 'Press wants in.' })
      const wave = { wave: 'w1', group: 'press' }
      expect(await admin.post('/v1/campaigns/amended/begin-wave', wave)).toMatchObject({
        status: 422,
        body: { code: 'target-group-unknown' },
      })
      await alex.post('/v1/campaigns/amended/approve')
      const begun = await admin.post('/v1/campaigns/amended/begin-wave', wave)
      expect(begun.status).toBe(200)
      const detail = await admin.get(`/v1/campaigns/amended?minPosition=${begun.body.position}`)
      expect(detail.body).toMatchObject({
        phase: 'running',
        approvedPlan: wider,
        waves: [{ wave: 'w1', channel: 'phone' }],
      })
      expect(detail.body.amendment).toBeUndefined()
    })
  })
})
