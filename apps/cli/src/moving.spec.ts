import 'reflect-metadata'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { parseCheckpoint } from '@ledger/proof-verifier'
import { as, startService } from '../../../test/journeys/service.js'
import type { Service } from '../../../test/journeys/service.js'
import { comesTrue } from '../../../test/faults/waiting.js'
import { onBothServers } from '../../../test/stacks/places.js'
import type { Place } from '../../../test/stacks/places.js'
import { commandLine, NO_SERVERS } from '../testing/command-line.js'

const PATIENCE_MS = 120_000
const BULK = 1_500
const name = (customer: string) => ({ attributes: { name: `Name of ${customer}` } })
const purchases = Array.from({ length: BULK }, (_, at) => ({
  customer: 'eve',
  purchase: `p-${at}`,
  day: '2027-01-02',
  zone: 'UTC',
  revenue: 1,
  currency: 'EUR',
}))

/** What whoever moves a ledger knows of it from before. */
interface Known {
  readonly admin: string
  readonly auditor: string
  readonly revoked: string
  readonly work: string
  readonly checkpoint: string
  readonly key: string
}

onBothServers((place) => {
  describe('a ledger that moves from files to servers and back', () => {
    const { file, ledger } = commandLine()
    let service: Service | undefined
    let servers: Place | undefined
    afterEach(async () => {
      await service?.stop()
      await servers?.remove()
    })

    /** Starts the service; what it keeps its data in stays when it stops. */
    async function started(environment: Readonly<Record<string, string>>): Promise<Service> {
      await service?.stop()
      const where = { dataDir: environment['DATA_DIR']!, environment, remove: async () => undefined }
      return (service = await startService(where))
    }
    const folder = (name: string) => ({ DATA_DIR: file(name) })
    /** A command in the environment of a service. */
    async function commanded(environment: Readonly<Record<string, string>>, ...args: readonly string[]) {
      Object.assign(process.env, NO_SERVERS, environment)
      const { code, out, err } = await ledger(...args, '--json')
      expect([code ?? 0, err]).toEqual([0, ''])
      return JSON.parse(out)
    }

    /** People, one of them erased; tokens; a checkpoint; bulk work that nobody has carried out yet. */
    async function begun(): Promise<Known> {
      const one = await started({ ...folder('data'), ROLES: 'api,projector' })
      const admin = as(one, one.admin)
      for (const customer of ['ann', 'bob']) await admin.post(`/v1/customers/${customer}/describe`, name(customer))
      const erased = await admin.post('/v1/customers/bob/erase', { reason: 'asked for it' })
      const [auditor, revoked] = [await one.token('vera', 'auditor'), await one.token('kim', 'admin')]
      await one.ledger.tokens.revoke((await one.ledger.tokens.authenticate(revoked))!.tokenId)
      const { body: accepted } = await admin.post('/v1/purchases', { purchases })
      const { body: signed } = await admin.post(`/v1/audit/checkpoints?minPosition=${erased.body.position}`)
      const { body: keys } = await as(one, auditor).get('/v1/audit/keys')
      file('kept', signed.note)
      const { key } = keys.keys[0]
      return { admin: one.admin, auditor, revoked, work: accepted.work, checkpoint: signed.note, key }
    }

    async function isWhole(one: Service, known: Known): Promise<void> {
      const admin = as(one, known.admin)
      const finished = async () => (await admin.get(`/v1/work/${known.work}`)).body.phase === 'finished'
      expect(await comesTrue(finished, PATIENCE_MS / 2)).toBe(true)
      const position = await one.ledger.events.head()
      const shown = async (id: string) => (await admin.get(`/v1/customers/${id}?minPosition=${position}`)).body
      expect(await shown('eve')).toMatchObject({ purchases: BULK })
      expect(await shown('ann')).toMatchObject(name('ann'))
      expect(await shown('bob')).toMatchObject({ attributes: { erased: true } })
      const again = await admin.post('/v1/customers/bob/describe', name('bob'))
      expect(again).toMatchObject({ status: 410, body: { code: 'person-erased' } })
      expect((await as(one, known.revoked).get('/v1/campaigns')).status).toBe(401)
    }

    /** The log goes on from what an auditor has kept, under the same name and key. */
    async function isProven(one: Service, environment: Record<string, string>, known: Known): Promise<void> {
      const vera = as(one, known.auditor)
      const { size, origin } = parseCheckpoint(known.checkpoint)
      expect((await vera.get(`/v1/audit/checkpoints/${size}`)).body.note).toBe(known.checkpoint)
      const { body: keys } = await vera.get('/v1/audit/keys')
      expect(keys).toMatchObject({ origin, keys: [{ key: known.key }] })
      const question = ['verify', '--checkpoint', file('kept'), '--key', known.key]
      expect(await commanded(environment, ...question)).toMatchObject({ sound: true, findings: [] })
    }

    it(
      'shows persons in clear, keeps the erased erased, lets the same people in, and is proven by an older checkpoint',
      async () => {
        const known = await begun()
        await service!.stop()
        service = undefined
        const { environment } = (servers = await place())
        const there = ['EVENTSTORE_URL', 'MONGODB_URL']
        const moved = await commanded(environment, 'copy', '--from', file('data'), '--to', ...there)
        expect(moved.belongings).toMatchObject({
          'keys of persons': { held: 2, copied: 2 },
          tokens: { held: 3, copied: 3 },
          'chunks of bulk work': { held: 2, copied: 2 },
        })
        expect(await commanded(environment, 'copy', '--from', file('data'), '--to', ...there)).toMatchObject({
          copied: 0,
        })
        // The text of the first token is in no store.
        cpSync(file('data/token'), join(environment['DATA_DIR']!, 'token'))
        const onServers = await started(environment)
        await isWhole(onServers, known)
        await isProven(onServers, environment, known)
        const admin = as(onServers, known.admin)
        for (const customer of ['cyd', 'dan']) await admin.post(`/v1/customers/${customer}/describe`, name(customer))
        await admin.post('/v1/customers/dan/erase', { reason: 'asked for it' })
        await onServers.stop()
        service = undefined

        const back = await commanded(environment, 'copy', '--from', ...there, '--to', file('back'))
        expect(back.belongings).toMatchObject({ 'keys of persons': { held: 4 }, 'chunks of bulk work': { held: 0 } })
        cpSync(file('data/token'), file('back/token'))
        const home = await started(folder('back'))
        await isWhole(home, known)
        await isProven(home, folder('back'), known)
        expect((await as(home, known.admin).get('/v1/customers/cyd')).body).toMatchObject(name('cyd'))
        expect((await as(home, known.admin).get('/v1/customers/dan')).body).toMatchObject({
          attributes: { erased: true },
        })
      },
      PATIENCE_MS,
    )
  })
})
