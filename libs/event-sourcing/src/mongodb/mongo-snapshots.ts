import { randomUUID } from 'node:crypto'
import type { Collection } from 'mongodb'
import { SnapshotStore } from '../journal.js'
import type { Snapshot } from '../journal.js'
import { asked } from './failure.js'
import type { MongoDatabase } from './open-mongo.js'

/** Characters of a part: four bytes each at most, far below the 16 MB that a document may have. */
const PART = 2_000_000

/** What is kept of a snapshot beside its parts: a set of them is written whole before anything names it. */
type StoredSnapshot = Omit<Snapshot, 'state'> & { readonly _id: string; readonly set: string; readonly parts: number }
interface StoredPart {
  readonly _id: string
  readonly stream: string
  readonly set: string
  readonly text: string
}

/** Snapshots of any size. Where a part is missing there is no snapshot, and the stream is read from further back. */
export class MongoSnapshots extends SnapshotStore {
  private readonly snapshots: Collection<StoredSnapshot>
  private readonly parts: Collection<StoredPart>

  constructor({ db }: MongoDatabase) {
    super()
    this.snapshots = db.collection('snapshots')
    this.parts = db.collection('snapshot_parts')
  }

  async prepare(): Promise<void> {
    await asked(() => this.parts.createIndex({ stream: 1, set: 1 }, { name: 'by_stream' }))
  }

  load(stream: string): Promise<Snapshot | undefined> {
    return asked(async () => {
      const found = await this.snapshots.findOne({ _id: stream })
      if (!found) return undefined
      const { version, revision, position, set, parts } = found
      const names = Array.from({ length: parts }, (_, at) => nameOf(set, at))
      const texts = new Map<string, string>()
      for await (const { _id, text } of this.parts.find({ _id: { $in: names } })) texts.set(_id, text)
      if (texts.size < parts) return undefined
      const json = names.map((name) => texts.get(name)).join('')
      return { version, revision, position, state: JSON.parse(json) as unknown }
    })
  }

  save(stream: string, { state, ...about }: Snapshot): Promise<void> {
    return asked(async () => {
      const set = randomUUID()
      let parts = 0
      for (const text of partsOf(JSON.stringify(state))) {
        await this.parts.insertOne({ _id: nameOf(set, parts), stream, set, text })
        parts += 1
      }
      await this.snapshots.replaceOne({ _id: stream }, { ...about, set, parts }, { upsert: true })
      const named = (await this.snapshots.findOne({ _id: stream }))?.set ?? set
      await this.parts.deleteMany({ stream, set: { $ne: named } })
    })
  }
}

/** Never cut between the two halves of a character. */
function* partsOf(text: string): Iterable<string> {
  for (let from = 0; from < text.length;) {
    const until = from + PART
    const cut = /[\ud800-\udbff]/.test(text.charAt(until - 1)) ? until - 1 : until
    yield text.slice(from, cut)
    from = cut
  }
}

const nameOf = (set: string, at: number): string => `${set} ${at}`
