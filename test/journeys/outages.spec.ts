import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { proxiedPlace } from '../stacks/proxied.js'
import type { ProxiedPlace } from '../stacks/proxied.js'
import { onBothServers } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Reply, Service } from './service.js'

/** Longer than any request may take while a store is away. */
const PATIENCE_MS = 60_000

onBothServers((place) => {
  describe('a service whose servers come and go', () => {
    let between: ProxiedPlace
    let service: Service
    let admin: ReturnType<typeof as>
    let purchases = 0

    beforeAll(async () => {
      between = await proxiedPlace(await place())
      service = await startService(between.place)
      admin = as(service, service.admin)
    })
    afterAll(async () => {
      await service.stop()
      await between[Symbol.asyncDispose]()
    })

    const purchase = (key: string) =>
      admin.post(
        '/v1/customers/c1/record-purchase',
        { purchase: key, day: '2027-01-02', zone: 'UTC', revenue: 100, currency: 'EUR' },
        { 'idempotency-key': key },
      )
    const metrics = async () => (await admin.get('/metrics')).body as string
    /** Asks again while the answer is 503, as its Retry-After says, only sooner. */
    const until = async (call: () => Promise<Reply>, patienceMs = 30_000): Promise<Reply> => {
      for (const end = performance.now() + patienceMs; ;) {
        const reply = await call()
        if (reply.status !== 503 || performance.now() > end) return reply
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    const away = { status: 503, body: { code: 'store-unavailable' } }

    /** What was bought so far, once each, in the log and in the views. */
    const shows = async (position: number) => {
      const { body } = await until(() => admin.get(`/v1/customers/c1?minPosition=${position}`))
      expect(body).toMatchObject({ purchases, revenue: { EUR: purchases * 100 } })
      const { body: log } = await admin.get('/v1/events?after=0&limit=1000&streams=customer-c1')
      expect(log.items).toHaveLength(purchases)
    }
    const recorded = async (key: string) => {
      const reply = await until(() => purchase(key))
      expect(reply).toMatchObject({ status: 200, body: { changed: true } })
      purchases += 1
      await shows(reply.body.position)
    }

    it.each(['eventStore', 'mongo'] as const)(
      'answers 503 while %s is down, and goes on by itself',
      async (which) => {
        await recorded(`before-${which}`)
        between[which].down()
        const refused = await purchase(`during-${which}`)
        expect(refused).toMatchObject(away)
        expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
        expect((await admin.get('/health/live')).status).toBe(200)
        expect(await admin.get('/health/ready')).toMatchObject({ status: 503, body: { status: 'not-ready' } })
        expect(await metrics()).toContain('ledger_stores_readable 0')
        between[which].up()
        await recorded(`during-${which}`)
        expect((await until(() => admin.get('/health/ready'))).body.status).toBe('ready')
        expect(await metrics()).toContain('ledger_stores_readable 1')
      },
      PATIENCE_MS,
    )

    it.each(['eventStore', 'mongo'] as const)(
      'loses and doubles nothing where %s is cut off in a request',
      async (which) => {
        between[which].hold('answers')
        const cut = purchase(`cut-${which}`)
        // It is under way: what it asks for arrives, and no answer comes back.
        await new Promise((resolve) => setTimeout(resolve, 200))
        between[which].down()
        between[which].release()
        between[which].up()
        expect([200, 503]).toContain((await cut).status)
        const again = await until(() => purchase(`cut-${which}`))
        expect(again).toMatchObject({ status: 200, body: { changed: true } })
        purchases += 1
        await shows(again.body.position)
      },
      PATIENCE_MS,
    )

    it(
      'watches over itself soon, also where the event store says nothing',
      async () => {
        between.eventStore.hold('answers')
        try {
          const begun = performance.now()
          expect(await admin.get('/health/ready')).toMatchObject({
            status: 503,
            body: { checks: { log: expect.stringContaining('no answer'), views: 'ok' } },
          })
          expect(await metrics()).toContain('ledger_stores_readable 0')
          expect(performance.now() - begun).toBeLessThan(15_000)
        } finally {
          between.eventStore.down()
          between.eventStore.release()
          between.eventStore.up()
        }
        await recorded('after-silence')
      },
      PATIENCE_MS,
    )

    it(
      'carries out bulk work that was accepted before the event store went away',
      async () => {
        const items = Array.from({ length: 1_500 }, (_, at) => ({
          customer: `bulk-${at % 50}`,
          purchase: `b-${at}`,
          day: '2027-01-02',
          zone: 'UTC',
          revenue: 1,
          currency: 'EUR',
        }))
        const { body: accepted } = await until(() =>
          admin.post('/v1/purchases', { purchases: items }, { 'idempotency-key': 'bulk' }),
        )
        between.eventStore.down()
        await new Promise((resolve) => setTimeout(resolve, 300))
        between.eventStore.up()
        const finished = async () => (await until(() => admin.get(`/v1/work/${accepted.work}`))).body
        const end = performance.now() + 40_000
        while ((await finished()).phase !== 'finished' && performance.now() < end)
          await new Promise((resolve) => setTimeout(resolve, 100))
        expect(await finished()).toMatchObject({ phase: 'finished', done: 1_500, changed: 1_500, refused: 0 })
      },
      PATIENCE_MS,
    )
  })
})
