import { asked, JOURNALED, unlessThere } from '@ledger/event-sourcing'
import type { MongoDatabase } from '@ledger/event-sourcing'
import type { Collection } from 'mongodb'
import { KeyStore } from '../keys/key-store.js'
import type { StoredKey } from '../keys/key-store.js'

/** A document a key, by its place. Whoever may read the database can sign in the log's name. */
export class MongoKeyStore extends KeyStore {
  private readonly keys: Collection<StoredKey & { readonly _id: number }>

  constructor({ db }: MongoDatabase) {
    super()
    this.keys = db.collection('logKeys')
  }

  async list(): Promise<readonly StoredKey[]> {
    const found = await asked(() => this.keys.find().sort({ _id: 1 }).toArray())
    return found.map(({ _id, ...key }) => key)
  }

  add(key: StoredKey, behind: number): Promise<boolean> {
    return asked(() => unlessThere(() => this.keys.insertOne({ _id: behind, ...key }, { writeConcern: JOURNALED })))
  }

  async retire(place: number, retiredAt: string): Promise<void> {
    const change = { $set: { retiredAt }, $unset: { secret: '' } } as const
    await asked(() => this.keys.updateOne({ _id: place }, change, { writeConcern: JOURNALED }))
  }
}
