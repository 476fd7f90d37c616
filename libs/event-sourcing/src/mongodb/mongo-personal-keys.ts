import { randomBytes } from 'node:crypto'
import type { Binary, Collection } from 'mongodb'
import { gathered } from '../gathered.js'
import { KEY_BYTES, KeyCache } from '../key-cache.js'
import { PersonalKeys, PersonErased } from '../personal-data.js'
import type { KeptKey } from '../personal-data.js'
import { mongoDriver } from './driver.js'
import { asked, unlessThere } from './failure.js'
import { JOURNALED } from './open-mongo.js'
import type { MongoDatabase } from './open-mongo.js'

interface StoredKey {
  readonly _id: string
  /** Missing where it was destroyed. */
  readonly key?: Binary
  readonly destroyedAt?: string
}

/**
 * Keys of persons, in a collection of their own. A new one is in the journal of a majority before anything is sealed with
 * it, for a key that is lost cannot be made again.
 */
export class MongoPersonalKeys extends PersonalKeys {
  private readonly cache = new KeyCache()
  private readonly keys: Collection<StoredKey>
  private readonly madeTogether = gathered((persons: ReadonlySet<string>) => this.findOrCreateAll([...persons]))

  /** The connection stays the caller's. */
  constructor({ db }: MongoDatabase) {
    super()
    this.keys = db.collection('personal_keys', { writeConcern: JOURNALED })
  }

  find(persons: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    return this.cache.find(persons, (missing) =>
      asked(async () => {
        const found = await this.keys.find({ _id: { $in: [...missing] } }).toArray()
        return found.flatMap(({ _id, key }) => (key ? [[_id, Buffer.from(key.buffer)] as const] : []))
      }),
    )
  }

  async findOrCreate(person: string): Promise<Buffer> {
    // Whoever was first has made it; a document without a key was destroyed.
    const key = this.cache.get(person) ?? (await this.madeTogether(person))
    if (!key) throw new PersonErased(person)
    return key
  }

  async destroy(person: string): Promise<void> {
    await this.adopt([{ person, destroyedAt: new Date().toISOString() }])
  }

  list(limit: number, behind = ''): Promise<readonly KeptKey[]> {
    return asked(async () => {
      const found = await this.keys
        .find({ _id: { $gt: behind } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray()
      return found.map(keptKeyOf)
    })
  }

  count(): Promise<number> {
    return asked(() => this.keys.countDocuments())
  }

  async adopt(kept: readonly KeptKey[]): Promise<void> {
    const destroyed = kept.filter((one) => 'destroyedAt' in one)
    await asked(async () => {
      // A mark stands before anybody could make a key where there is none yet.
      if (kept.length > 0) await unlessThere(() => this.keys.bulkWrite(kept.map(insertedOnce), { ordered: false }))
      if (destroyed.length > 0) await this.keys.bulkWrite(destroyed.map(emptied), { ordered: false })
    })
    for (const { person } of destroyed) this.forget(person)
  }

  forget(person: string): void {
    this.cache.forget(person)
  }

  async close(): Promise<void> {}

  private async findOrCreateAll(persons: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const known = await this.find(persons)
    const missing = persons.filter((person) => !known.has(person))
    if (missing.length === 0) return known
    const made = missing.map((person) => insertedOnce({ person, key: randomBytes(KEY_BYTES) }))
    const make = () => this.keys.bulkWrite(made, { ordered: false })
    // Where another one has just made some of them, a majority is waited for once more.
    await asked(async () => (await unlessThere(make)) || make())
    return this.find(persons)
  }
}

const keptKeyOf = ({ _id: person, key, destroyedAt }: StoredKey): KeptKey =>
  key ? { person, key: Buffer.from(key.buffer) } : { person, destroyedAt: String(destroyedAt) }

function insertedOnce({ person, ...kept }: KeptKey) {
  const stored = 'key' in kept ? { key: new (mongoDriver().Binary)(kept.key) } : kept
  return { updateOne: { filter: { _id: person }, update: { $setOnInsert: stored }, upsert: true } }
}

function emptied({ person, destroyedAt }: Extract<KeptKey, { destroyedAt: string }>) {
  const update = { $unset: { key: '' as const }, $set: { destroyedAt } }
  return { updateOne: { filter: { _id: person, key: { $exists: true } }, update } }
}
