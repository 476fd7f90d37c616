import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { campaignBoard } from '@ledger/campaigns'
import { participants } from '@ledger/insight'
import { liveBuild } from '@ledger/read-store'
import { onAllStacks } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Service } from './service.js'

onAllStacks((place) => {
  describe('what needs somebody', () => {
    let service: Service
    let pat: ReturnType<typeof as>

    beforeAll(async () => {
      service = await startService(await place())
      pat = as(service, await service.token('pat', 'planner'))
      const alex = as(service, await service.token('alex', 'approver'))
      for (const [campaign, offerHours] of [
        ['fair', 24],
        ['later', 48],
      ] as const) {
        const path = `/v1/campaigns/${campaign}`
        await pat.post(`${path}/draft`, { plan: aPlan({ targets: [{ indicator: 'registered', value: 60 }] }) })
        await pat.post(`${path}/submit`)
        await alex.post(`${path}/approve`)
        await pat.post(`${path}/open-registration`, { capacity: 1, offerHours })
        for (const customer of ['ann', 'bob']) await pat.post(`${path}/desk/register`, { customer })
        await pat.post(`${path}/desk/cancel`, { customer: 'ann' })
      }
    })
    afterAll(() => service.stop())

    const attention = async () => (await pat.get('/v1/attention')).body.items
    const offer = async () => (await pat.get('/v1/campaigns/fair/participants/bob')).body.offer

    it('is an offer that ends within a day, until it is taken', async () => {
      const position = await service.ledger.events.head()
      await pat.get(`/v1/campaigns/fair/participants?minPosition=${position}`)
      const { expiresAt } = await offer()
      expect(await attention()).toEqual([{ campaign: 'fair', offers: { count: 1, firstExpiresAt: expiresAt } }])
      const { body } = await pat.post('/v1/campaigns/fair/desk/accept-offer', { customer: 'bob' })
      await pat.get(`/v1/campaigns/fair/participants?minPosition=${body.position}`)
      expect(await attention()).toEqual([])
    })

    it('is a key that waits, of the campaign or of one of its people', async () => {
      const { read } = service.ledger
      const builds = await read.builds()
      const parked = (key: string) => ({
        key,
        position: 1,
        error: 'broken',
        parkedAt: '2027-03-01T00:00:00.000Z',
        waiting: 1,
        replayRequested: false,
      })
      for (const [view, keys] of [
        [campaignBoard, ['later']],
        [participants, ['later ann', 'later bob', 'fair ann']],
      ] as const)
        await read.commit([
          { build: liveBuild(view, builds)!, partition: 'test', writes: [], park: keys.map((key) => parked(key)) },
        ])
      expect(await attention()).toEqual([
        { campaign: 'fair', parked: 1 },
        { campaign: 'later', parked: 3 },
      ])
    })

    it('stands on the card of a campaign as far as that can tell: what was promised, and since when it goes on', async () => {
      const { items } = (await pat.get('/v1/campaigns')).body
      for (const card of items)
        expect(card).toMatchObject({ targets: [{ indicator: 'registered', value: 60 }], begunAt: expect.any(String) })
    })

    it('is asked with a token, and takes no parameters', async () => {
      expect((await as(service, 'none').get('/v1/attention')).status).toBe(401)
      expect((await pat.get('/v1/attention?campaign=fair')).status).toBe(400)
    })
  })

  describe('the service', () => {
    it('tells operators its version, its stores and its roles, and nobody else', async () => {
      const service = await startService(await place())
      const { status, body } = await as(service, service.admin).get('/v1/service')
      expect(status).toBe(200)
      expect(body).toEqual({
        version: '0.1.0',
        log: { store: expect.stringMatching(/^(SQLite|EventStoreDB)$/), place: expect.any(String) },
        views: { store: expect.stringMatching(/^(SQLite|MongoDB)$/), place: expect.any(String) },
        roles: ['api', 'projector', 'process-manager'],
      })
      expect((await as(service, await service.token('ana', 'analyst')).get('/v1/service')).status).toBe(403)
      await service.stop()
    })
  })
})
