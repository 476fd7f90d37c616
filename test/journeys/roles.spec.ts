import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { MongoLeaseBook, openMongo } from '@ledger/event-sourcing'
import type { MongoDatabase } from '@ledger/event-sourcing'
import { callerOf } from '../faults/caller.js'
import type { Caller } from '../faults/caller.js'
import { readLog } from '../faults/checks/log.js'
import { viewsCaughtUp } from '../faults/checks/views.js'
import { startProcess } from '../faults/service-process.js'
import type { ServiceProcess } from '../faults/service-process.js'
import { comesTrue } from '../faults/waiting.js'
import { onBothServers } from '../stacks/places.js'
import type { Place } from '../stacks/places.js'

const PATIENCE_MS = 90_000
/** More than two chunks of bulk work, for many customers, so that every partition has something to do. */
const ITEMS = 2_500
const CUSTOMERS = 100

const purchase = (id: string) => ({ purchase: id, day: '2027-01-02', zone: 'UTC', revenue: 100, currency: 'EUR' })

/** What the process with this role says, and how it is reached. */
interface Member {
  readonly process: ServiceProcess
  readonly caller: Caller
}

onBothServers((newPlace) => {
  describe('a service in many processes, two of each role', () => {
    let place: Place
    let mongo: MongoDatabase
    let apis: readonly [Member, Member]
    const all: ServiceProcess[] = []
    let purchases = 0

    const start = async (role: string): Promise<Member> => {
      const stack = { environment: () => place.environment }
      const started = startProcess(stack, place.dataDir, { environment: { ROLES: role } })
      all.push(started)
      const url = await started.listening
      const token = (await readFile(join(place.dataDir, 'token'), 'utf8')).trim()
      return { process: started, caller: callerOf(url, token) }
    }
    /** The processes that hold leases whose names begin so. */
    const holders = async (prefix: string): Promise<readonly ServiceProcess[]> => {
      const held = [...(await new MongoLeaseBook(mongo).list(prefix)).values()].map(({ holder = '' }) => holder)
      return all.filter(({ pid }) => held.some((one) => one.split(' ')[1] === String(pid)))
    }
    const kill = async (one: ServiceProcess) => {
      await one.end('SIGKILL')
      all.splice(all.indexOf(one), 1)
    }
    const buyOfEach = async (round: string) => {
      let position = 0
      for (let n = 0; n < CUSTOMERS; n += 1) {
        const path = `/v1/customers/c-${n}/record-purchase`
        const { status, body } = await apis[n % 2]!.caller.post(path, purchase(`${round}-${n}`))
        expect([status, body.changed]).toEqual([200, true])
        position = body.position as number
      }
      purchases += CUSTOMERS
      return position
    }
    /** All purchases once, in the log and in the view, as both APIs tell. */
    const nothingIsMissingOrDoubled = async () => {
      for (const { caller } of apis) {
        expect(await viewsCaughtUp(caller)).toEqual([])
        const { body } = await caller.get('/v1/customers?limit=1000')
        const shown = (body.items as { purchases: number }[]).reduce((sum, one) => sum + one.purchases, 0)
        const bought = (await readLog(caller)).filter(({ type }) => type.startsWith('PurchaseRecorded.'))
        expect([shown, bought.length]).toEqual([purchases, purchases])
      }
    }

    beforeAll(async () => {
      place = await newPlace()
      mongo = await openMongo({ url: place.environment['MONGODB_URL']! })
      apis = [await start('api'), await start('api')]
      await Promise.all(['projector', 'projector', 'process-manager', 'process-manager'].map(start))
      await comesTrue(async () => (await holders('projector ')).length === 2)
    }, PATIENCE_MS)
    afterAll(async () => {
      await Promise.all(all.map((one) => one.end('SIGTERM')))
      await mongo.close()
      await place.remove()
    }, PATIENCE_MS)

    it('shows in one API what was written through the other, though neither fills views', async () => {
      const { body } = await apis[0].caller.post('/v1/customers/c-0/record-purchase', purchase('first'))
      purchases += 1
      const shown = await apis[1].caller.get(`/v1/customers/c-0?minPosition=${body.position as number}`)
      expect(shown).toMatchObject({ status: 200, body: { purchases: 1 } })
      expect((await apis[0].caller.get('/health/ready')).body).toMatchObject({ status: 'ready' })
    })

    it(
      'shares the partitions of the views, and one projector takes all where the other is killed',
      async () => {
        await buyOfEach('shared')
        expect(await holders('projector ')).toHaveLength(2)
        await kill((await holders('projector '))[0]!)
        await buyOfEach('alone')
        await nothingIsMissingOrDoubled()
        await start('projector')
        expect(await comesTrue(async () => (await holders('projector ')).length === 2)).toBe(true)
        await buyOfEach('shared-again')
        await nothingIsMissingOrDoubled()
      },
      PATIENCE_MS,
    )

    it(
      'finishes bulk work whose process manager is killed, each item once',
      async () => {
        const items = Array.from({ length: ITEMS }, (_, at) => ({
          customer: `c-${at % CUSTOMERS}`,
          ...purchase(`b-${at}`),
        }))
        const accepted = await apis[0].caller.post('/v1/purchases', { purchases: items })
        const progress = async () => (await apis[1].caller.get(`/v1/work/${accepted.body.work as string}`)).body
        expect(await comesTrue(async () => (await progress()).done > 0)).toBe(true)
        const [holder, ...others] = await holders('process-managers')
        expect(others).toEqual([])
        await kill(holder!)
        expect(await comesTrue(async () => (await progress()).phase === 'finished', 40_000)).toBe(true)
        purchases += ITEMS
        expect(await progress()).toMatchObject({ done: ITEMS, changed: ITEMS, refused: 0 })
        await nothingIsMissingOrDoubled()
      },
      PATIENCE_MS,
    )

    it(
      'answers through another API what the one that was killed had begun, once',
      async () => {
        const key = { 'idempotency-key': 'killed' }
        const path = '/v1/customers/c-0/record-purchase'
        const cut = apis[0].caller.post(path, purchase('killed'), key).catch(() => undefined)
        await new Promise((resolve) => setTimeout(resolve, 5))
        await kill(apis[0].process)
        const first = await cut
        const again = await apis[1].caller.post(path, purchase('killed'), key)
        purchases += 1
        expect(again).toMatchObject({ status: 200, body: { changed: true } })
        if (first) expect(again.body).toEqual(first.body)
        apis = [await start('api'), apis[1]]
        await nothingIsMissingOrDoubled()
      },
      PATIENCE_MS,
    )
  })
})
