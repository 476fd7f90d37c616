import { randomBytes } from 'node:crypto'
import { openMongo } from '@ledger/event-sourcing'
import { MongoReadStore } from '@ledger/read-store'
import type { Write } from '@ledger/read-store'
import { databaseOn } from '../../stacks/database.js'
import { sideBySide, timed } from '../measure.js'
import { scaled } from '../row.js'
import type { Row } from '../row.js'
import { urlOf } from './url.js'

/** Documents of one commit, as a projector that catches up writes them. */
const AT_ONCE = 1_000
const INDEXES = [['city'], ['purchases'], ['city', 'purchases']]

/** A customer as the view of customers shows one, half a kilobyte. */
const aDocument = (n: number) => ({
  customer: `c-${n}`,
  city: `city-${n % 500}`,
  purchases: n % 40,
  attributes: { ageBand: '45-54', household: '2 adults', note: 'x'.repeat(250) },
  revenue: { EUR: n * 125, CHF: n },
  contracts: [{ contract: `k-${n}`, from: '2025-01-01', until: null }],
  changedAt: '2027-03-12T09:30:00.125Z',
})

function batches(count: number, position: number): readonly (readonly Write[])[] {
  return Array.from({ length: Math.ceil(count / AT_ONCE) }, (_, batch) =>
    Array.from({ length: Math.min(AT_ONCE, count - batch * AT_ONCE) }, (_, at) => {
      const n = batch * AT_ONCE + at
      return { key: `c-${n}`, document: aDocument(n + position), position }
    }),
  )
}

export const viewsIntoMongo: Row = {
  id: 'mongodb-views',
  what: 'documents of a view into MongoDB: guarded by position, with their indexes and a checkpoint',
  against: 'raw bulkWrite of the same documents, by key, with the same indexes',
  unit: 'documents/s',
  goal: { atLeast: 0.5 },
  async measure(stage) {
    const url = databaseOn(urlOf('MONGODB_URL'), `bench_${randomBytes(6).toString('hex')}`)
    const mongo = await openMongo({ url })
    try {
      const count = scaled(stage, 20_000)
      const store = await MongoReadStore.open(mongo)
      const build = { view: 'customers', version: 1, build: 1 }
      await store.create(build, INDEXES)
      const raw = mongo.db.collection<{ _id: string }>('raw')
      for (const index of INDEXES) await raw.createIndex([...index, '_id'].map((field): [string, 1] => [field, 1]))
      let position = 0
      const rate = async (write: (some: readonly Write[]) => Promise<unknown>) => {
        const all = batches(count, (position += 1))
        const ms = await timed(async () => {
          for (const some of all) await write(some)
        })
        return (count / ms) * 1_000
      }
      return await sideBySide(
        () => rate((writes) => store.commit([{ build, partition: '0/1', writes, checkpoint: position }])),
        () => rate((writes) => raw.bulkWrite(writes.map(replacing), { ordered: false })),
      )
    } finally {
      await mongo.db.dropDatabase()
      await mongo.close()
    }
  },
}

const replacing = ({ key, document, position }: Write) => ({
  replaceOne: { filter: { _id: key }, replacement: { position, ...document }, upsert: true },
})
