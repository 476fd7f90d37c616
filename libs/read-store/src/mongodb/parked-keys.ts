import type { Collection } from 'mongodb'
import type { ParkedKey } from '../read-store.js'

/** A parked key of the build whose documents lie in `collection`. */
export type StoredParkedKey = ParkedKey & { readonly _id: string; readonly collection: string }

const idOf = (collection: string, key: string): string => `${collection} ${key}`

/** Keys that wait, one document each. */
export class ParkedKeys {
  constructor(private readonly parked: Collection<StoredParkedKey>) {}

  async prepare(): Promise<void> {
    await this.parked.createIndex({ collection: 1, key: 1 }, { name: 'by_build' })
  }

  async of(collection: string): Promise<readonly ParkedKey[]> {
    const found = await this.parked.find({ collection }).sort({ key: 1 }).toArray()
    return found.map(({ _id, collection: _, ...one }) => one)
  }

  async change(collection: string, park: readonly ParkedKey[], unpark: readonly string[]): Promise<void> {
    const removed = unpark.map((key) => ({ deleteOne: { filter: { _id: idOf(collection, key) } } }))
    const put = park.map((one) => ({
      replaceOne: { filter: { _id: idOf(collection, one.key) }, replacement: { ...one, collection }, upsert: true },
    }))
    await this.parked.bulkWrite([...removed, ...put])
  }

  async requestReplay(collection: string, key: string): Promise<boolean> {
    const filter = { _id: idOf(collection, key) }
    return (await this.parked.updateOne(filter, { $set: { replayRequested: true } })).matchedCount > 0
  }

  async removeAll(collection: string): Promise<void> {
    await this.parked.deleteMany({ collection })
  }
}
