import { asked } from '@ledger/event-sourcing'
import type { MongoDatabase, Position } from '@ledger/event-sourcing'
import type { Collection } from 'mongodb'
import { listOf, places, writeCursor } from '../cursor.js'
import { rowReader } from '../fields.js'
import { misfiledAt } from '../misfiled.js'
import type { Misfiled } from '../misfiled.js'
import { ReadStore } from '../read-store.js'
import type { Build, BuildState, Commit, Entry, Filter, Page, ParkedKey, Query, ScanOptions } from '../read-store.js'
import type { Document } from '../view.js'
import { Fillings } from './fillings.js'
import type { Place } from './fillings.js'
import { writeGuarded } from './guarded-writes.js'
import { ParkedKeys } from './parked-keys.js'
import { behind, everything, keysFrom, orderBy, where } from './query.js'
import { documentOf, entryOf, placeOf, sortedBy } from './stored-document.js'
import type { StoredDocument } from './stored-document.js'

const SCAN_PAGE = 2_000
const KEYS_AT_ONCE = 5_000

/**
 * Read models in MongoDB, alike on one server, a replica set or a sharded cluster: no transaction spans two documents.
 * Each document is written over an older one only; what is parked follows, and then the checkpoints, so that the same
 * commit again completes what a crash has left. Of the server it asks for nothing but single-document writes and finds.
 */
export class MongoReadStore extends ReadStore {
  private readonly fillings: Fillings
  private readonly parkedKeys: ParkedKeys

  private constructor(private readonly mongo: MongoDatabase) {
    super()
    this.fillings = new Fillings(mongo.db.collection('views'))
    this.parkedKeys = new ParkedKeys(mongo.db.collection('parked'))
  }

  /** The connection stays the caller's. @throws StoreUnavailable */
  static async open(mongo: MongoDatabase): Promise<MongoReadStore> {
    const store = new MongoReadStore(mongo)
    await asked(() => store.parkedKeys.prepare())
    return store
  }

  builds(): Promise<readonly BuildState[]> {
    return asked(() => this.fillings.all())
  }

  create(build: Build, indexes: readonly (readonly string[])[]): Promise<boolean> {
    return asked(async () => {
      const entered = await this.fillings.enter(build, [...new Set(indexes.flat())])
      const documents = await this.of(build)
      for (const [at, index] of indexes.entries()) {
        const over = [...index, 'key'].map((field): [string, 1] => [placeOf(field), 1])
        await documents.createIndex(over, { name: `i${at}` })
      }
      await documents.createIndex({ removed: 1 }, { name: 'removed', sparse: true })
      return entered
    })
  }

  goLive(build: Build): Promise<void> {
    return asked(() => this.fillings.goLive(build))
  }

  /** Takes away, too, what came late for builds that were dropped before. */
  drop(build: Build): Promise<void> {
    return asked(async () => {
      const { db } = this.mongo
      await this.fillings.remove(build)
      const listed = await db.listCollections({}, { nameOnly: true }).toArray()
      for (const name of await this.fillings.unclaimed(listed.map((one) => one.name))) {
        await db.dropCollection(name)
        await this.parkedKeys.removeAll(name)
      }
    })
  }

  load(
    build: Build,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, { document: Document | null; position: Position }>> {
    return asked(async () => {
      const documents = await this.of(build)
      const found = new Map<string, { document: Document | null; position: Position }>()
      for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
        const some = { _id: { $in: keys.slice(from, from + KEYS_AT_ONCE) } }
        for await (const one of documents.find(some, { projection: { json: 1, position: 1 } }))
          found.set(one._id, { document: documentOf(one), position: one.position })
      }
      return found
    })
  }

  commit(commits: readonly Commit[]): Promise<void> {
    return asked(async () => {
      await Promise.all(
        commits.map(async ({ build, writes }) => {
          const place = await this.fillings.place(build)
          await writeGuarded(this.in(place), writes, place.fields)
        }),
      )
      for (const { build, park = [], unpark = [] } of commits) {
        if (park.length + unpark.length > 0)
          await this.parkedKeys.change((await this.fillings.place(build)).collection, park, unpark)
      }
      await this.fillings.reach(
        commits.flatMap(({ build, partition, checkpoint: position, checkpointEvent: event }) =>
          position === undefined ? [] : [{ build, partition, at: { position, ...(event ? { event } : {}) } }],
        ),
      )
    })
  }

  checkpoints(build: Build): Promise<ReadonlyMap<string, Position>> {
    return asked(() => this.fillings.checkpoints(build))
  }

  furthest(): Promise<{ readonly position: Position; readonly event: string } | undefined> {
    return asked(() => this.fillings.furthest())
  }

  parked(build: Build): Promise<readonly ParkedKey[]> {
    return asked(async () => this.parkedKeys.of((await this.fillings.place(build)).collection))
  }

  requestReplay(build: Build, key: string): Promise<boolean> {
    return asked(async () => this.parkedKeys.requestReplay((await this.fillings.place(build)).collection, key))
  }

  get<D extends Document>(build: Build, key: string): Promise<Entry<D> | undefined> {
    return asked(async () => {
      const found = await (await this.of(build)).findOne({ _id: key })
      return found?.json === undefined ? undefined : entryOf<D>(found)
    })
  }

  find<D extends Document>(build: Build, { filter = {}, sort = [], cursor, limit }: Query): Promise<Page<D>> {
    return asked(async () => {
      const place = await this.fillings.place(build)
      const matches = where(filter, place.fields)
      const order = orderBy(sort, place.fields)
      const list = listOf(build.view, filter, sort)
      const wanted = cursor === undefined ? matches : behind(matches, cursor, list, sort, place.fields)
      const rows = await this.in(place)
        .find(wanted)
        .sort(order)
        .limit(limit + 1)
        .toArray()
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const values = last && places(sort).map(([field]) => sortedBy(last, field))
      return { entries: page.map((row) => entryOf<D>(row)), ...(values ? { next: writeCursor(list, values) } : {}) }
    })
  }

  /** Counted by the server from its indexes, where the filter names a field that must have a value, or nothing. */
  count(build: Build, filter: Filter = {}): Promise<number> {
    return asked(async () => {
      const place = await this.fillings.place(build)
      const documents = this.in(place)
      if (Object.keys(filter).length > 0 || !place.marks) return documents.countDocuments(where(filter, place.fields))
      const removed = await documents.countDocuments({ removed: true })
      return (await documents.countDocuments(everything)) - removed
    })
  }

  /** Pages by key, each a question of its own: no cursor of the server's lives longer, and a new primary goes on with it. */
  async *scan(
    build: Build,
    { fields, filter = {}, keyPrefix = '' }: ScanOptions,
  ): AsyncIterable<readonly (readonly unknown[])[]> {
    const place = await asked(() => this.fillings.place(build))
    const matches = where(filter, place.fields)
    const read = rowReader(fields)
    for (let last: string | undefined; ;) {
      const wanted = { $and: [keysFrom(keyPrefix, last), matches] }
      const page = await asked(() => this.page(place, wanted, { json: 1 }))
      if (page.length > 0) yield page.map((one) => read(one._id, documentOf(one)))
      if (page.length < SCAN_PAGE) return
      last = page.at(-1)!._id
    }
  }

  async *misfiled(build: Build): AsyncIterable<Misfiled> {
    const place = await asked(() => this.fillings.place(build))
    for (let last: string | undefined; ;) {
      const wanted = { $and: [keysFrom('', last), where({}, place.fields)] }
      const page = await asked(() => this.page(place, wanted, { json: 1, by: 1 }))
      for (const one of page) {
        const found = misfiledAt(one._id, documentOf(one), place.fields, (field) => sortedBy(one, field))
        if (found) yield found
      }
      if (page.length < SCAN_PAGE) return
      last = page.at(-1)!._id
    }
  }

  private page(place: Place, wanted: object, projection: object): Promise<readonly StoredDocument[]> {
    return this.in(place).find(wanted, { projection }).sort({ _id: 1 }).limit(SCAN_PAGE).toArray()
  }

  size(build: Build): Promise<{ documents: number; bytes?: number }> {
    return asked(async () => {
      const { collection } = await this.fillings.place(build)
      const { size } = await this.mongo.db.command({ collStats: collection })
      return { documents: await this.count(build), bytes: Number(size) }
    })
  }

  /** Nothing to let go of: the connection is the caller's. */
  async close(): Promise<void> {}

  private async of(build: Build): Promise<Collection<StoredDocument>> {
    return this.in(await this.fillings.place(build))
  }

  private in({ collection }: Place): Collection<StoredDocument> {
    return this.mongo.db.collection(collection)
  }
}
