import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
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

    it('are counted in one reading of the log, of however many campaigns', async () => {
      const { events } = service.ledger
      const readAll = jest.spyOn(events, 'readAll')
      const readings = async (campaigns: string, position: number) => {
        readAll.mockClear()
        await asked(`campaigns=${campaigns}&knownAtPosition=${position}`)
        return readAll.mock.calls.filter(([options]) => JSON.stringify(options ?? {}).includes('customer-')).length
      }
      const ofTwo = await readings('seminar,fair', half - 1)
      expect(ofTwo).toBeGreaterThan(0)
      expect(await readings('seminar,fair,nowhere,elsewhere', half - 2)).toBe(ofTwo)
      readAll.mockRestore()
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

  describe('the reference funnel of a kind (F03)', () => {
    let service: Service
    let admin: ReturnType<typeof as>
    /** The last position, and the one at which two of the fairs were over. */
    let [last, position] = [0, 0]

    /** A campaign of the past: so many were invited, and so many of them accepted. */
    const takenOver = async (campaign: string, invited: number, accepted: number, more: object = {}) => {
      const { kind = 'fair', year = 2024, phase = 'held' } = more as { kind?: string; year?: number; phase?: string }
      const period = { from: `${year}-03-11`, to: `${year}-03-12`, zone: 'UTC' }
      const plan = aPlan({ name: `The ${campaign}`, kind, period, milestones: [] })
      const source = 'a test'
      const path = `/v1/campaigns/${campaign}`
      const { status } = await admin.post(`${path}/take-over`, { plan, phase, source })
      expect(status).toBe(200)
      for (let person = 0; person < invited; person += 1)
        for (const stage of person < accepted ? ['invited', 'accepted'] : ['invited'])
          last = (await admin.post(`${path}/participants/p-${person}/take-over`, { stage, group: 'key-staff', source }))
            .body.position
    }

    beforeAll(async () => {
      service = await startService(await place())
      admin = as(service, service.admin)
      await takenOver('fair-1', 4, 2, { year: 2023 })
      await takenOver('fair-2', 5, 1, { phase: 'evaluated' })
      position = last
      await takenOver('fair-3', 2, 2, { year: 2025 })
      await takenOver('goes-on', 3, 3, { phase: 'running' })
      await takenOver('talk', 3, 3, { kind: 'seminar' })
      await takenOver('empty', 0, 0)
    })
    afterAll(() => service.stop())

    const asked = async (query: string, kind = 'fair') =>
      (await admin.get(`/v1/funnels/reference/${kind}?${query}`)).body
    const accepted = ({ stages }: { stages: { name: string; fromBefore?: object }[] }) =>
      stages.find(({ name }) => name === 'accepted')!.fromBefore
    const names = ({ sources }: { sources: { campaign: string }[] }) => sources.map(({ campaign }) => campaign)

    it('is the median of its campaigns that are over and had people, the last ones first', async () => {
      const reference = await asked(`minPosition=${last}`)
      expect(reference).toMatchObject({ kind: 'fair', stagesVersion: 0, campaigns: 3 })
      expect(reference.sources[0]).toEqual({
        campaign: 'fair-3',
        name: 'The fair-3',
        period: { from: '2025-03-11', to: '2025-03-12', zone: 'UTC' },
        revision: 0,
      })
      expect(names(reference)).toEqual(['fair-3', 'fair-2', 'fair-1'])
      expect(accepted(reference)).toEqual({ stage: 'invited', median: 0.5, lowest: 0.2, highest: 1, campaigns: 3 })
    })

    it('leaves out the one that is compared with the others', async () => {
      const reference = await asked('except=fair-3')
      expect(names(reference)).toEqual(['fair-2', 'fair-1'])
      expect(accepted(reference)).toMatchObject({ median: 0.35, campaigns: 2 })
    })

    it('is answered of the past', async () => {
      const reference = await asked(`knownAtPosition=${position}`)
      expect(names(reference)).toEqual(['fair-2', 'fair-1'])
      expect(reference.moment).toEqual({ knownAtPosition: position })
      expect(accepted(reference)).toMatchObject({ median: 0.35, campaigns: 2 })
    })

    it('counts by the stages in force, and has no rates where nobody has shown any', async () => {
      const stages = [{ stage: 'accepted' }, { stage: 'attended' }]
      await admin.post('/v1/policies/funnel-stages/seminar/set', { stages, reason: 'a test' })
      const talk = await asked('', 'seminar')
      expect(talk.stagesVersion).toBe(1)
      const path = '/v1/policies/funnel-stages/seminar'
      expect((await admin.get(`${path}?revision=0`)).body).toMatchObject({ kind: 'seminar', version: 1, value: stages })
      expect(await admin.get(`${path}?revision=1`)).toMatchObject({ status: 404, body: { code: 'revision-unknown' } })
      expect(talk.stages.map(({ name }: { name: string }) => name)).toEqual(['accepted', 'attended'])
      const none = await asked('', 'unheard-of')
      expect(none).toMatchObject({ campaigns: 0, sources: [] })
      expect(accepted(none)).toBeUndefined()
    })

    it('says what is wrong with a question', async () => {
      for (const path of ['fair?except=no%20id', 'fair?by=wave', 'no%20id'])
        expect((await admin.get(`/v1/funnels/reference/${path}`)).status).toBe(400)
      expect((await as(service, 'none').get('/v1/funnels/reference/fair')).status).toBe(401)
    })
  })
})
