import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan as plan } from '@ledger/campaigns/testing'
import { onStacks } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Service } from './service.js'

onStacks((place) => {
  describe('traps that other products fell into, as a caller meets them', () => {
    let service: Service
    let admin: ReturnType<typeof as>

    beforeAll(async () => {
      service = await startService(await place())
      admin = as(service, service.admin)
    })
    afterAll(() => service.stop())

    const opened = async (campaign: string, capacity: number) => {
      await admin.post(`/v1/campaigns/${campaign}/draft`, { plan: plan() })
      await admin.post(`/v1/campaigns/${campaign}/submit`)
      await as(service, await service.token(`alex-${campaign}`, 'approver')).post(`/v1/campaigns/${campaign}/approve`)
      expect((await admin.post(`/v1/campaigns/${campaign}/open-registration`, { capacity })).status).toBe(200)
    }

    it('lets nobody queue twice by writing their id in capitals, nor take an e-mail address for an id', async () => {
      await opened('capitals', 1)
      const register = (customer: string) => admin.post('/v1/campaigns/capitals/desk/register', { customer })
      for (const customer of ['bob', 'anna', 'ANNA', 'Anna']) expect((await register(customer)).status).toBe(200)
      const { body } = await admin.get('/v1/campaigns/capitals/desk')
      expect([body.registered, body.waiting, body.waitlist]).toMatchObject([1, 1, [{ customer: 'anna' }]])
      expect(await register('Anna@Example.org')).toMatchObject({ status: 400, body: { code: 'invalid-body' } })
    })

    it('counts a cost once, however many people, opportunities and contracts its campaign has', async () => {
      await opened('joined', 9)
      const cost = { cost: 'invoice-1', line: 'stand', amount: 12_345, currency: 'EUR', day: '2027-03-02' }
      await admin.post('/v1/campaigns/joined/record-cost', cost)
      for (const customer of ['ann', 'bob', 'cyd']) {
        await admin.post('/v1/campaigns/joined/desk/register', { customer })
        for (const opportunity of ['o1', 'o2']) {
          const of = `/v1/campaigns/joined/participants/${customer}/open-opportunity`
          await admin.post(of, { opportunity: `${opportunity}-${customer}` })
        }
        const contract = { contract: `c-${customer}`, day: '2027-03-03', value: 5, currency: 'EUR', campaign: 'joined' }
        await admin.post(`/v1/customers/${customer}/sign-contract`, contract)
      }
      const position = await service.ledger.events.head()
      const { body } = await admin.get(`/v1/campaigns/joined?minPosition=${position}`)
      expect([body.spent, body.costs]).toMatchObject([12_345, [{ cost: 'invoice-1', amount: 12_345 }]])
      const { body: funnel } = await admin.get(`/v1/campaigns/joined/funnel?stages=opportunity,contract`)
      expect(funnel.stages.map(({ count }: { count: number }) => count)).toEqual([3, 3])
    })
  })
})
