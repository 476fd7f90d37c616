import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { onAllStacks } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Service } from './service.js'

const customers = ['ann', 'bob', 'cyd', 'dee']

onAllStacks((place) => {
  describe('the funnels of several campaigns', () => {
    let service: Service
    let admin: ReturnType<typeof as>
    /** The position at which one campaign had begun, and the other had not. */
    let half = 0

    const begin = async (campaign: string, people: readonly string[]) => {
      const path = `/v1/campaigns/${campaign}`
      await admin.post(`${path}/draft`, { plan: aPlan() })
      await admin.post(`${path}/submit`)
      await as(service, await service.token('alex', 'approver')).post(`${path}/approve`)
      await admin.post(`${path}/begin-wave`, { wave: 'w1', group: 'key-staff' })
      for (const customer of people) await admin.post(`${path}/participants/${customer}/invite`, { wave: 'w1' })
    }
    const accept = (customer: string) => admin.post(`/v1/campaigns/fair/participants/${customer}/accept`)

    beforeAll(async () => {
      service = await startService(await place())
      admin = as(service, service.admin)
      await begin('fair', customers)
      half = (await accept('ann')).body.position
      await begin('seminar', customers.slice(0, 2))
      await accept('bob')
    })
    afterAll(() => service.stop())

    const asked = async (query: string) => (await admin.get(`/v1/funnels?${query}`)).body
    const counts = async (query: string) =>
      Object.fromEntries(
        (await asked(query)).items.map(
          ({ campaign, stages }: { campaign: string; stages: { name: string; count: number }[] }) => [
            campaign,
            ['invited', 'accepted'].map((stage) => stages.find(({ name }) => name === stage)!.count),
          ],
        ),
      )

    it('are answered at once, each as its own address tells it; what is not known is left out', async () => {
      const head = await service.ledger.events.head()
      expect(await counts(`campaigns=seminar,nowhere,fair,seminar&minPosition=${head}`)).toEqual({
        seminar: [2, 0],
        fair: [4, 2],
      })
      for (const { campaign, stages } of (await asked('campaigns=seminar,fair')).items) {
        const { body } = await admin.get(`/v1/campaigns/${campaign}/funnel`)
        const shown = ({ name, recorded, count, beside }: Record<string, unknown>) => ({
          name,
          recorded,
          count,
          beside,
        })
        expect(stages).toEqual(body.stages.map(shown))
      }
    })

    it('are answered of the past: what is known of it now was not known then', async () => {
      expect(await counts(`campaigns=seminar,fair&knownAtPosition=${half}`)).toEqual({ fair: [4, 1] })
      expect((await asked(`campaigns=fair&knownAtPosition=${half}`)).moment).toEqual({ knownAtPosition: half })
    })

    it('are asked for by ids, a hundred at most', async () => {
      const many = (count: number) => Array.from({ length: count }, (_, n) => `c-${n}`).join(',')
      expect((await asked(`campaigns=${many(100)}`)).items).toEqual([])
      for (const query of [
        '',
        'campaigns=',
        'campaigns=fair,no id',
        `campaigns=${many(101)}`,
        'campaigns=fair&by=wave',
      ]) {
        const { status, body } = await admin.get(`/v1/funnels?${query}`)
        expect([status, body.code]).toEqual([400, 'invalid-query'])
      }
      expect((await as(service, 'none').get('/v1/funnels?campaigns=fair')).status).toBe(401)
    })
  })
})
