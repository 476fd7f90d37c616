import { asked, JOURNALED, unlessThere } from '@ledger/event-sourcing'
import type { MongoDatabase } from '@ledger/event-sourcing'
import type { Collection } from 'mongodb'
import { WorkSpool } from '../spool.js'
import type { KeptChunk, Receipt } from '../spool.js'

/** The items as JSON text: they come back as they came. */
type StoredChunk = Receipt & { readonly _id: string; readonly keptAt: string; readonly items: string }

/** `import_chunks`: files that were sent to be imported. */
type Name = 'work_chunks' | 'import_chunks'

const BY_RECEIPT = { receipt: 1, keptAt: 1, work: 1 } as const

const idOf = (receipt: string, chunk: number): string => `${receipt} ${chunk}`
const chunkIn = (id: string): number => Number(id.slice(id.lastIndexOf(' ') + 1))

/** Work is acknowledged when its items are in the journal of a majority. */
export class MongoWorkSpool extends WorkSpool {
  private readonly stored: Collection<StoredChunk>

  private constructor({ db }: MongoDatabase, collection: Name) {
    super()
    this.stored = db.collection(collection, { writeConcern: JOURNALED })
  }

  /** The connection stays the caller's. @throws StoreUnavailable */
  static async open(mongo: MongoDatabase, collection: Name = 'work_chunks'): Promise<MongoWorkSpool> {
    const spool = new MongoWorkSpool(mongo, collection)
    await asked(() => spool.stored.createIndex(BY_RECEIPT, { name: 'by_receipt' }))
    return spool
  }

  async append(
    { work, receipt }: Receipt,
    chunk: number,
    items: readonly unknown[],
    keptAt = new Date().toISOString(),
  ): Promise<void> {
    const kept = { work, receipt, keptAt, items: JSON.stringify(items) }
    await asked(() => this.stored.replaceOne({ _id: idOf(receipt, chunk) }, kept, { upsert: true }))
  }

  replace(
    { work, receipt }: Receipt,
    chunk: number,
    read: readonly unknown[],
    items: readonly unknown[],
  ): Promise<boolean> {
    const _id = idOf(receipt, chunk)
    const kept = { work, receipt, keptAt: new Date().toISOString(), items: JSON.stringify(items) }
    return asked(async () => {
      if (read.length === 0) return unlessThere(() => this.stored.insertOne({ _id, ...kept }))
      return (await this.stored.replaceOne({ _id, items: JSON.stringify(read) }, kept)).matchedCount > 0
    })
  }

  async read(receipt: string, chunk: number): Promise<readonly unknown[]> {
    const found = await asked(() => this.stored.findOne({ _id: idOf(receipt, chunk) }))
    return found ? (JSON.parse(found.items) as unknown[]) : []
  }

  async remove(receipt: string): Promise<void> {
    await asked(() => this.stored.deleteMany({ receipt }))
  }

  list(): Promise<readonly (Receipt & { lastAt: string })[]> {
    return asked(async () => {
      const last = new Map<string, Receipt & { lastAt: string }>()
      // Sorted, it is answered from the index; else every chunk would be read with all of its items.
      const chunks = this.stored.find({}, { projection: { _id: 0, ...BY_RECEIPT }, sort: BY_RECEIPT })
      for await (const { work, receipt, keptAt } of chunks) last.set(receipt, { work, receipt, lastAt: keptAt })
      return [...last.values()]
    })
  }

  chunks(receipt: string): Promise<readonly KeptChunk[]> {
    return asked(async () => {
      const found = await this.stored.find({ receipt }, { projection: { keptAt: 1 } }).toArray()
      const chunks = found.map(({ _id, keptAt }) => ({ chunk: chunkIn(_id), keptAt }))
      return chunks.toSorted((one, other) => one.chunk - other.chunk)
    })
  }

  async close(): Promise<void> {}
}
