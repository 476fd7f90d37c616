import { asked, JOURNALED } from '@ledger/event-sourcing'
import type { MongoDatabase } from '@ledger/event-sourcing'
import type { Collection } from 'mongodb'
import { WorkSpool } from '../spool.js'
import type { Receipt } from '../spool.js'

/** The items as JSON text: they come back as they came. */
type StoredChunk = Receipt & { readonly _id: string; readonly keptAt: string; readonly items: string }

const idOf = (receipt: string, chunk: number): string => `${receipt} ${chunk}`

/** Work is acknowledged when its items are in the journal of a majority. */
export class MongoWorkSpool extends WorkSpool {
  private readonly chunks: Collection<StoredChunk>

  private constructor({ db }: MongoDatabase) {
    super()
    this.chunks = db.collection('work_chunks', { writeConcern: JOURNALED })
  }

  /** The connection stays the caller's. @throws StoreUnavailable */
  static async open(mongo: MongoDatabase): Promise<MongoWorkSpool> {
    const spool = new MongoWorkSpool(mongo)
    await asked(() => spool.chunks.createIndex({ receipt: 1, keptAt: 1, work: 1 }, { name: 'by_receipt' }))
    return spool
  }

  async append({ work, receipt }: Receipt, chunk: number, items: readonly unknown[]): Promise<void> {
    const kept = { work, receipt, keptAt: new Date().toISOString(), items: JSON.stringify(items) }
    await asked(() => this.chunks.replaceOne({ _id: idOf(receipt, chunk) }, kept, { upsert: true }))
  }

  async read(receipt: string, chunk: number): Promise<readonly unknown[]> {
    const found = await asked(() => this.chunks.findOne({ _id: idOf(receipt, chunk) }))
    return found ? (JSON.parse(found.items) as unknown[]) : []
  }

  async remove(receipt: string): Promise<void> {
    await asked(() => this.chunks.deleteMany({ receipt }))
  }

  list(): Promise<readonly (Receipt & { lastAt: string })[]> {
    return asked(async () => {
      const last = new Map<string, Receipt & { lastAt: string }>()
      const chunks = this.chunks.find({}, { projection: { _id: 0, work: 1, receipt: 1, keptAt: 1 } })
      for await (const { work, receipt, keptAt } of chunks) {
        const before = last.get(receipt)?.lastAt ?? ''
        last.set(receipt, { work, receipt, lastAt: keptAt > before ? keptAt : before })
      }
      return [...last.values()]
    })
  }

  async close(): Promise<void> {}
}
