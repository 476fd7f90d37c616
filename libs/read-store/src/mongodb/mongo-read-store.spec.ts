import { expect, it } from '@jest/globals'
import { openMongo } from '@ledger/event-sourcing'
import { scratchMongo } from '@ledger/event-sourcing/testing'
import { readStoreContract } from '../../testing/index.js'
import { MongoReadStore } from './mongo-read-store.js'
import { mongoDb } from '../../../../test/stacks/mongodb.js'
import { serverOf } from '../../../../test/stacks/server.js'

const onMongo = await serverOf(mongoDb)

const build = { view: 'people', version: 1, build: 1 }

onMongo((url) => {
  readStoreContract('MongoDB', async () => {
    const mongo = await scratchMongo(url())
    return { store: await MongoReadStore.open(mongo), dispose: () => mongo[Symbol.asyncDispose]() }
  })

  it('lets many writers of the same keys end with the newest documents', async () => {
    await using mongo = await scratchMongo(url())
    const stores = await Promise.all(Array.from({ length: 4 }, () => MongoReadStore.open(mongo)))
    await stores[0]!.create(build, [['n']])
    const keys = Array.from({ length: 20 }, (_, at) => `k${at}`)
    const writesAt = (position: number) => keys.map((key) => ({ key, document: { n: position }, position }))
    const positions = Array.from({ length: 40 }, (_, at) => at + 1).toSorted(() => Math.random() - 0.5)
    await Promise.all(
      positions.map((position, at) =>
        stores[at % 4]!.commit([{ build, partition: '0/1', writes: writesAt(position), checkpoint: position }]),
      ),
    )
    const last = await stores[0]!.load(build, keys)
    expect([...last.values()].map(({ position }) => position)).toEqual(keys.map(() => 40))
    expect(await stores[0]!.count(build, { n: 40 })).toBe(20)
    expect(await stores[0]!.checkpoints(build)).toEqual(new Map([['0/1', 40]]))
  })

  it('does not let whoever still fills a dropped build reach the next one of its number', async () => {
    await using mongo = await scratchMongo(url())
    const [late, other] = [await MongoReadStore.open(mongo), await MongoReadStore.open(mongo)]
    const put = (key: string, position: number) => [
      { build, partition: '0/1', writes: [{ key, document: {}, position }], checkpoint: position },
    ]
    await late.create(build, [])
    await late.commit(put('a', 1))
    await other.drop(build)
    await other.create(build, [])
    await expect(late.commit(put('b', 2))).rejects.toThrow(/no build people_v1_b1 any more/)
    await expect(late.goLive(build)).rejects.toThrow(/no build people_v1_b1 any more/)
    expect([await other.count(build), [...(await other.checkpoints(build))]]).toEqual([0, []])
    await other.drop(build)
    expect((await mongo.db.listCollections().toArray()).filter(({ name }) => name.startsWith('documents_'))).toEqual([])
  })

  it('finds documents that queries find under other values than they have', async () => {
    await using mongo = await scratchMongo(url())
    const store = await MongoReadStore.open(mongo)
    await store.create(build, [['n', 'of.city']])
    const writes = Array.from({ length: 2_500 }, (_, n) => ({ key: `k${n}`, document: { n }, position: 1 }))
    await store.commit([{ build, partition: '0/1', writes }])
    const [{ name }] = (await mongo.db.listCollections().toArray()).filter((one) =>
      one.name.startsWith('documents_'),
    ) as [{ name: string }]
    await mongo.db.collection<{ _id: string }>(name).updateOne({ _id: 'k2' }, { $set: { 'by.n': 7 } })
    expect(await Array.fromAsync(store.misfiled(build))).toEqual([{ key: 'k2', field: 'n', filedUnder: 7, has: 2 }])
  })

  it('counts rightly in a build of before, whose marks do not say that they are some', async () => {
    await using mongo = await scratchMongo(url())
    const store = await MongoReadStore.open(mongo)
    await store.create(build, [])
    const write = (key: string, document: object | null, position: number) => ({ key, document, position })
    const writes = [write('a', {}, 1), write('b', null, 2)]
    await store.commit([{ build, partition: '0/1', writes }])
    await mongo.db
      .collection<{ _id: string }>('views')
      .updateOne({ view: 'people' }, { $unset: { 'builds.b1.marks': '' } })
    const { collectionName } = (await mongo.db.collections()).find((one) =>
      one.collectionName.startsWith('documents_'),
    )!
    await mongo.db.collection(collectionName).updateMany({}, { $unset: { removed: '' } })
    expect(await (await MongoReadStore.open(mongo)).count(build)).toBe(1)
  })

  it('declares the indexes of a view before it is used', async () => {
    await using mongo = await scratchMongo(url())
    const store = await MongoReadStore.open(mongo)
    await store.create(build, [['city', 'plan.kind']])
    const [documents] = (await mongo.db.listCollections().toArray()).filter(({ name }) => name.startsWith('documents_'))
    expect(documents!.name).toMatch(/^documents_people_v1_b1_[0-9a-f]{12}$/)
    const again = await MongoReadStore.open(mongo)
    await expect(again.find(build, { filter: { kind: 'x' }, limit: 1 })).rejects.toThrow(/stands in no index/)
    expect(await again.find(build, { filter: { city: 'x' }, sort: [['plan.kind', 'asc']], limit: 1 })).toEqual({
      entries: [],
    })
  })
})

onMongo((url) => {
  it('says what is wrong, without passwords', async () => {
    const nobody = openMongo({ url: 'mongodb://pat:secret@127.0.0.1:1/ledger?serverSelectionTimeoutMS=50' })
    await expect(nobody).rejects.toThrow(/^mongodb:\/\/127\.0\.0\.1:1\/ledger: MongoDB: no server can be reached/)
    await expect(openMongo({ url: 'mongodb://' })).rejects.toThrow(/^mongodb:\/\/: Protocol and host list/)
  })

  it('refuses a database of a newer form', async () => {
    await using mongo = await scratchMongo(url())
    await mongo.db.collection<{ _id: string }>('form').updateOne({ _id: 'ledger' }, { $set: { version: 99 } })
    await expect(openMongo(mongo)).rejects.toThrow(/has form 99, this program knows up to 1/)
  })
})
