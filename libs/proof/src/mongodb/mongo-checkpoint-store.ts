import { asked, JOURNALED, unlessThere } from '@ledger/event-sourcing'
import type { MongoDatabase } from '@ledger/event-sourcing'
import type { Collection } from 'mongodb'
import { CheckpointStore } from '../checkpoints/checkpoint-store.js'
import type { KeptCheckpoint } from '../checkpoints/checkpoint-store.js'

type Stored = Omit<KeptCheckpoint, 'size'> & { readonly _id: number }

/** A document a checkpoint, in the journal of a majority before it is handed out. */
export class MongoCheckpointStore extends CheckpointStore {
  private readonly checkpoints: Collection<Stored>

  constructor({ db }: MongoDatabase) {
    super()
    this.checkpoints = db.collection('checkpoints')
  }

  /** Of two that sign at the same moment, of trees of different sizes, both are kept: each was checked against those before. */
  async add({ size, ...about }: KeptCheckpoint): Promise<boolean> {
    if (size <= ((await this.latest())?.size ?? -1)) return false
    return asked(() =>
      unlessThere(() => this.checkpoints.insertOne({ _id: size, ...about }, { writeConcern: JOURNALED })),
    )
  }

  async latest(): Promise<KeptCheckpoint | undefined> {
    return (await this.before(undefined, 1))[0]
  }

  async at(size: number): Promise<KeptCheckpoint | undefined> {
    const found = await asked(() => this.checkpoints.findOne({ _id: size }))
    return found ? checkpointOf(found) : undefined
  }

  before(size: number | undefined, limit: number): Promise<readonly KeptCheckpoint[]> {
    const filter = { _id: { $lt: size ?? Number.MAX_SAFE_INTEGER } }
    return this.found(filter, -1, limit)
  }

  from(size: number, limit: number): Promise<readonly KeptCheckpoint[]> {
    return this.found({ _id: { $gte: size } }, 1, limit)
  }

  /** Written over the note that was read, so that two that come at once are both kept. */
  async countersign(size: number, line: string): Promise<boolean> {
    for (;;) {
      const known = await this.at(size)
      if (!known || known.note.includes(`\n${line}\n`)) return known !== undefined
      const set = { $set: { note: `${known.note}${line}\n` } }
      const filter = { _id: size, note: known.note }
      const { matchedCount } = await asked(() => this.checkpoints.updateOne(filter, set, { writeConcern: JOURNALED }))
      if (matchedCount > 0) return true
    }
  }

  /** Nothing to let go of: the connection is the caller's. */
  async close(): Promise<void> {}

  private async found(filter: object, order: 1 | -1, limit: number): Promise<readonly KeptCheckpoint[]> {
    const found = await asked(() => this.checkpoints.find(filter).sort({ _id: order }).limit(limit).toArray())
    return found.map(checkpointOf)
  }
}

const checkpointOf = ({ _id, ...about }: Stored): KeptCheckpoint => ({ size: _id, ...about })
