import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { Customer, customerErased, describeCustomer, eraseCustomer } from '@ledger/customers'
import { isErased, openMongo, SqlitePersonalKeys } from '@ledger/event-sourcing'
import type { MongoDatabase } from '@ledger/event-sourcing'
import { openLedger, settingsFrom } from '@ledger/ledger'
import type { Ledger } from '@ledger/ledger'
import { comesTrue } from '../faults/waiting.js'
import { onBothServers, onStacks } from '../stacks/places.js'
import { filesWith, pastsWith } from './readable.js'
import { as, startService } from './service.js'
import type { Service } from './service.js'

/** Stands nowhere but in what is told of this person. */
const SECRET = 'Xanthippe-of-Erasmusgasse-9'
/** A file of people that was sent, in which a line begins and ends where base64 does; and this line as it is kept. */
const LINE = 'ann,Xanthippe-of-the-files\n'
const FILE = `id,names\n${LINE.repeat(20_000)}`
const KEPT = Buffer.from(LINE).toString('base64')

const purchase = (id: string) => ({ purchase: id, day: '2027-01-02', zone: 'UTC', revenue: 100, currency: 'EUR' })

describe('a person who is erased', () => {
  let service: Service
  let admin: ReturnType<typeof as>

  beforeAll(async () => {
    service = await startService()
    admin = as(service, service.admin)
  })
  afterAll(() => service.stop())

  const ann = async (position: number) => (await admin.get(`/v1/customers/ann?minPosition=${position}`)).body
  /** What is counted, from the moment that a question names. */
  const figures = async (moment: string) => {
    const replies = []
    for (const path of [
      '/v1/campaigns/fair/funnel?stages=invited,accepted',
      '/v1/value-pyramid?asOf=2027-02-01',
      '/v1/churn-by-tier?asOf=2027-06-01',
    ])
      replies.push(await admin.get(`${path}&${moment}`))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    return replies.map(({ body }) => body)
  }
  const customersThen = async () =>
    (await admin.get(`/v1/customers?sort=customer&knownAtPosition=${past.position}`)).body.items
  /** A moment before the erasure, and what was counted then. */
  const past = { position: 0, figures: [] as readonly unknown[] }

  it('stood readable in no file even before', async () => {
    await admin.post('/v1/customers/ann/describe', { attributes: { name: SECRET } }, { 'idempotency-key': 'd' })
    const alex = as(service, await service.token('alex', 'approver'))
    await admin.post('/v1/campaigns/fair/draft', { plan: aPlan() })
    await admin.post('/v1/campaigns/fair/submit')
    await alex.post('/v1/campaigns/fair/approve')
    await admin.post('/v1/campaigns/fair/begin-wave', { wave: 'w1', group: 'key-staff' })
    for (const verb of ['invite', 'accept'])
      await admin.post(`/v1/campaigns/fair/participants/ann/${verb}`, verb === 'invite' ? { wave: 'w1' } : {})
    for (const n of [1, 2]) await admin.post(`/v1/customers/ann/record-purchase`, purchase(`p${n}`))
    const { body } = await admin.post('/v1/customers/bob/describe', { attributes: { name: 'Bob' } })
    expect(await ann(body.position)).toMatchObject({ attributes: { name: SECRET }, purchases: 2 })
    expect(await filesWith(SECRET, service.dataDir)).toEqual([])
  })

  it('is shown as erased everywhere, and counts as before', async () => {
    const keys = await SqlitePersonalKeys.open({ file: join(service.dataDir, 'keys.sqlite') })
    const key = (await keys.find(['ann'])).get('ann')!
    await keys.close()
    expect(await filesWith(key, service.dataDir)).not.toEqual([])
    const { position: then } = (await admin.get('/v1/events?limit=1000')).body.items.at(-1)
    const before = await figures(`minPosition=${then}`)
    expect(before[0].stages).toMatchObject([{ count: 1 }, { count: 1 }])
    Object.assign(past, { position: then, figures: await figures(`knownAtPosition=${then}`) })
    expect(await customersThen()).toMatchObject([{ attributes: { name: SECRET }, purchases: 2 }, { customer: 'bob' }])
    expect(await pastsWith('ann')).not.toEqual([])
    expect(await pastsWith(SECRET)).toEqual([])
    const sent = await admin.call('POST', '/v1/imports?name=people.csv', FILE, { 'content-type': 'text/csv' })
    expect(sent.status).toBe(201)
    expect(await filesWith(KEPT, service.dataDir)).not.toEqual([])
    const erased = await admin.post('/v1/customers/ann/erase', { reason: 'asked for it' }, { 'idempotency-key': 'e' })
    expect(erased).toMatchObject({ status: 200, body: { changed: true } })
    const { items } = (await admin.get(`/v1/events?limit=1000`)).body
    expect(items.slice(-2).map(({ type }: { type: string }) => type)).toEqual([
      'CustomerErased.v1',
      'ErasureCompleted.v1',
    ])
    const { position } = items.at(-1)
    expect(await ann(erased.body.position)).toMatchObject({ attributes: { erased: true }, purchases: 2 })
    expect(await figures(`minPosition=${position}`)).toEqual(before)
    expect(await figures(`knownAtPosition=${then}`)).toEqual(past.figures)
    expect(await customersThen()).toMatchObject([{ attributes: { erased: true }, purchases: 2 }, { customer: 'bob' }])
    expect(
      (await admin.post('/v1/customers/ann/erase', { reason: 'asked for it' }, { 'idempotency-key': 'e' })).body,
    ).toEqual(erased.body)
    const again = await admin.post('/v1/customers/ann/erase', { reason: 'said twice' })
    expect(again).toMatchObject({ status: 200, body: { changed: false } })
    for (const one of [SECRET, KEPT, key]) {
      expect(await filesWith(one, service.dataDir)).toEqual([])
      expect(await pastsWith(one)).toEqual([])
    }
  })

  it('leaves the keys of what was said of them taken: they name the events that stay', async () => {
    const used = { status: 422, body: { code: 'idempotency-key-reused' } }
    for (const path of ['ann/describe', 'bob/describe'])
      expect(
        await admin.post(`/v1/customers/${path}`, { attributes: { name: 'X' } }, { 'idempotency-key': 'd' }),
      ).toMatchObject(used)
  })

  it('takes along the rows that an import has rejected, whomever they speak of', async () => {
    await admin.post('/v1/customers/eve/describe', { attributes: { name: 'Eve' } })
    const file = `id,day,paid,name\n1,never,3,${SECRET}\n`
    const sent = await admin.call('POST', '/v1/imports?name=a.csv', file, { 'content-type': 'text/csv' })
    const path = `/v1/imports/${sent.body.import}`
    const fields = { customer: 'id', at: 'day', revenue: 'paid' }
    const files = [{ rows: 'purchase', identity: ['id'], fields }]
    const manifest = { ledgerImport: 1, source: 'shop', zone: 'UTC', currency: 'EUR', files }
    await admin.post(`${path}/check`, manifest, { prefer: 'wait=30' })
    expect((await admin.get(`${path}/rejects`)).body).toContain(SECRET)
    const kept = Buffer.from('file,line,co').toString('base64')
    expect(await filesWith(kept, service.dataDir)).not.toEqual([])
    await admin.post('/v1/customers/eve/erase', { reason: 'asked for it' })
    for (const one of [SECRET, kept]) expect(await filesWith(one, service.dataDir)).toEqual([])
  })

  it('buys as before, and is not described again', async () => {
    const bought = await admin.post('/v1/customers/ann/record-purchase', purchase('p3'))
    expect(bought).toMatchObject({ status: 200, body: { changed: true } })
    expect(await ann(bought.body.position)).toMatchObject({ attributes: { erased: true }, purchases: 3 })
    expect(await admin.post('/v1/customers/ann/describe', { attributes: { name: 'Ann' } })).toMatchObject({
      status: 410,
      body: { code: 'person-erased' },
    })
  })

  it('is known, and erased by who may, with a reason', async () => {
    expect(await admin.post('/v1/customers/nobody/erase', { reason: 'x' })).toMatchObject({
      status: 404,
      body: { code: 'customer-unknown' },
    })
    expect((await admin.post('/v1/customers/bob/erase', {})).status).toBe(400)
    const crm = as(service, await service.token('crm', 'service'))
    expect((await crm.post('/v1/customers/bob/erase', { reason: 'x' })).status).toBe(403)
  })

  it('stays erased when the service starts again', async () => {
    service = await service.restart()
    admin = as(service, service.admin)
    const { body } = await admin.get('/v1/customers/ann')
    expect(body).toMatchObject({ attributes: { erased: true }, purchases: 3 })
    // Pasts went with the service: this one is filled again from a log in which the person is erased.
    expect(await figures(`knownAtPosition=${past.position}`)).toEqual(past.figures)
    expect(await customersThen()).toMatchObject([{ attributes: { erased: true }, purchases: 2 }, { customer: 'bob' }])
    expect(await pastsWith('ann')).not.toEqual([])
    expect(await filesWith(SECRET, service.dataDir)).toEqual([])
    expect(await pastsWith(SECRET)).toEqual([])
  })
})

onStacks((place) => {
  describe('an erasure', () => {
    const customer = 'ann'
    const by = { actor: 'pat' }
    const name = { attributes: { name: SECRET } }

    /** Two processes in one folder, both of which know the person. */
    async function twoProcesses() {
      const { environment, remove } = await place()
      const open = () => openLedger(settingsFrom(environment))
      const ledgers = [await open(), await open()] as const
      await ledgers[0].executor.execute(describeCustomer, { customer }, name, by)
      for (const one of ledgers) expect(await told(one)).toEqual(name.attributes)
      const close = async () => {
        for (const one of ledgers) await one.close()
        await remove()
      }
      return { ledgers, [Symbol.asyncDispose]: close }
    }
    const stored = async ({ events }: Ledger) => Array.fromAsync(events.readStream(Customer.stream({ customer })))
    /** What a process can read of the person, with what it has in memory. */
    const told = async (ledger: Ledger) => {
      const [first] = await ledger.codec.decode(await stored(ledger))
      return (first!.data as { attributes: unknown }).attributes
    }
    const isGone = (ledger: Ledger) => comesTrue(async () => isErased(await told(ledger)))
    const typesIn = async (ledger: Ledger) => (await stored(ledger)).map(({ type }) => type)

    it('empties the memory of every process', async () => {
      await using two = await twoProcesses()
      const [one, other] = two.ledgers
      await other.start()
      await one.executor.execute(eraseCustomer, { customer }, { reason: 'asked for it' }, by)
      expect(await told(one)).toEqual({ erased: true })
      expect(await isGone(other)).toBe(true)
      expect(await typesIn(one)).toEqual(['CustomerDescribed.v1', 'CustomerErased.v1', 'ErasureCompleted.v1'])
    })

    it('that a crash has left unfinished is finished by whoever starts next', async () => {
      await using two = await twoProcesses()
      const [one, other] = two.ledgers
      const recordedAt = new Date().toISOString()
      const id = randomUUID()
      const metadata = {
        ...by,
        occurredAt: recordedAt,
        recordedAt,
        $correlationId: id,
        $causationId: id,
        commandId: id,
      }
      const event = await one.codec.encode(customerErased({ customer, reason: 'asked for it' }), id, metadata)
      await one.events.append(Customer.stream({ customer }), 0, [event])
      expect(await told(other)).toEqual(name.attributes)
      await other.start()
      expect(await isGone(other)).toBe(true)
      const completed = async () => (await typesIn(one)).includes('ErasureCompleted.v1')
      expect(await comesTrue(completed)).toBe(true)
      expect(await typesIn(one)).toHaveLength(3)
    })
  })
})

/** The collections of a database in which a text or bytes stand. */
async function collectionsWith(held: string | Buffer, { db }: MongoDatabase): Promise<readonly string[]> {
  const texts = [Buffer.from(held).toString(), Buffer.from(held).toString('base64')]
  const collections = await db.collections()
  const found = await Promise.all(
    collections.map(async (one) => {
      const stored = JSON.stringify(await one.find().toArray())
      return texts.some((text) => stored.includes(text)) ? [one.collectionName] : []
    }),
  )
  return found.flat()
}

onBothServers((place) => {
  it('a person stands readable in no collection, and the key of one who is erased in none', async () => {
    const where = await place()
    const service = await startService(where)
    const mongo = await openMongo({ url: where.environment['MONGODB_URL']! })
    const admin = as(service, service.admin)
    const { body } = await admin.post('/v1/customers/ann/describe', { attributes: { name: SECRET } })
    const shown = async () => (await admin.get(`/v1/customers/ann?minPosition=${body.position}`)).body
    expect(await shown()).toMatchObject({ attributes: { name: SECRET } })
    const key = (await service.ledger.keys.find(['ann'])).get('ann')!
    expect(await collectionsWith(SECRET, mongo)).toEqual([])
    expect(await collectionsWith(key, mongo)).toEqual(['personal_keys'])
    await admin.post('/v1/customers/ann/erase', { reason: 'asked for it' })
    expect(await shown()).toMatchObject({ attributes: { erased: true } })
    for (const one of [SECRET, key]) expect(await collectionsWith(one, mongo)).toEqual([])
    await mongo.close()
    await service.stop()
  })
})
