import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Codec, EventStore, PersonalKeys } from '@ledger/event-sourcing'
import { Projector, SealedReadStore, SqliteReadStore, Views } from '@ledger/read-store'
import type { Build, ReadStore } from '@ledger/read-store'
import { fillFromToday } from './from-today.js'
import { writeKeyByKey } from './key-by-key.js'
import type { Bound } from './moment.js'
import { PastEventStore } from './past-event-store.js'
import { newScratchFolder } from './scratch-folder.js'
import type { Needed } from './vantages.js'

export interface ScratchParts {
  readonly events: EventStore
  readonly codec: Codec
  readonly keys: PersonalKeys
  /** What the views show today. */
  readonly today: Views
}

/** Views of the past in a folder of their own: they lie sealed, so that who is erased later is erased in them, too. */
export class ScratchViews {
  private users = 0
  private dropped = false

  private constructor(
    readonly views: Views,
    /** Bytes on the disk. */
    readonly bytes: number,
    private readonly remove: () => Promise<void>,
  ) {}

  /** Fills the views that are needed from the log as it was. */
  static async fill(parts: ScratchParts, bound: Bound, needed: Needed): Promise<ScratchViews> {
    const folder = await newScratchFolder()
    const clear = () => rm(folder, { recursive: true, force: true })
    try {
      const file = await SqliteReadStore.open({ file: join(folder, 'views.sqlite'), passing: true })
      const store = new SealedReadStore(file, parts.keys, needed.views)
      const remove = () => store.close().finally(clear)
      try {
        await filled(store, parts, bound, needed)
        const sizes = await Promise.all(
          (await store.builds()).map(async (build) => (await store.size(build)).bytes ?? 0),
        )
        return new ScratchViews(
          new Views(store),
          sizes.reduce((sum, one) => sum + one, 0),
          remove,
        )
      } catch (error) {
        await remove()
        throw error
      }
    } catch (error) {
      await clear()
      throw error
    }
  }

  /** Holds the files while somebody reads them. False where they are gone. */
  enter(): boolean {
    if (this.dropped) return false
    this.users += 1
    return true
  }

  async leave(): Promise<void> {
    this.users -= 1
    await this.removeUnused()
  }

  /** Removes the files as soon as nobody reads them any more. */
  async drop(): Promise<void> {
    this.dropped = true
    await this.removeUnused()
  }

  private async removeUnused(): Promise<void> {
    if (this.dropped && this.users === 0) await this.remove()
  }
}

/** Document by document where that is possible; else along the log. */
async function filled(read: ReadStore, parts: ScratchParts, bound: Bound, needed: Needed): Promise<void> {
  const past = new PastEventStore(parts.events, bound, needed)
  if (await filledByDocument(read, parts, bound, needed, past)) return
  const { views } = needed
  await new Projector({ events: past, read, views, decode: (some) => parts.codec.decode(some) }).catchUp()
}

/**
 * From today's documents where the past is all that was known up to a position, and little has changed since; else in the
 * order of the streams where the store can read so. False where neither is possible.
 */
async function filledByDocument(
  read: ReadStore,
  { events, codec, today }: ScratchParts,
  bound: Bound,
  needed: Needed,
  past: PastEventStore,
): Promise<boolean> {
  const { own, views } = needed
  const [view] = views
  if (!own || !view || views.length > 1) return false
  const streamPrefixes = needed.streamPrefixes.filter((prefix) => prefix !== own.prefix)
  const beside = new PastEventStore(events, bound, { ...needed, streamPrefixes })
  const parts = { codec, view, read, beside: { [Symbol.asyncIterator]: () => beside.readAll() } }
  const build = { view: view.name, version: view.version, build: 1 }
  const { until, occurredBy } = bound
  if (occurredBy === undefined) {
    await read.create(build, view.indexes)
    if (await fillFromToday({ ...parts, today, until, past, own }, build)) return live(read, build)
    await read.drop(build)
  }
  const streams = past.readByStream(own.prefix)
  if (!streams) return false
  await read.create(build, view.indexes)
  await writeKeyByKey({ ...parts, own: streams, forOne: own.forOne }, build)
  return live(read, build)
}

async function live(read: ReadStore, build: Build): Promise<true> {
  await read.goLive(build)
  return true
}
