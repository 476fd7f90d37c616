import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Codec, EventStore, PersonalKeys } from '@ledger/event-sourcing'
import { PassingReadStore, Projector, SealedReadStore, Views } from '@ledger/read-store'
import type { ReadStore } from '@ledger/read-store'
import { fillKeyByKey } from './key-by-key.js'
import type { Bound } from './moment.js'
import { PastEventStore } from './past-event-store.js'
import { newScratchFolder } from './scratch-folder.js'
import type { Needed } from './vantages.js'

export interface ScratchParts {
  readonly events: EventStore
  readonly codec: Codec
  readonly keys: PersonalKeys
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
      const file = await PassingReadStore.open({ file: join(folder, 'views.sqlite') })
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

/** Key by key where the documents have streams of their own and the store can read stream by stream; else along the log. */
async function filled(read: ReadStore, { events, codec }: ScratchParts, bound: Bound, needed: Needed): Promise<void> {
  const { own, views } = needed
  const past = new PastEventStore(events, bound, needed)
  const streams = own && past.readByStream(own.prefix)
  const [view] = views
  if (!own || !streams || !view || views.length > 1)
    return new Projector({ events: past, read, views, decode: (some) => codec.decode(some) }).catchUp()
  const streamPrefixes = needed.streamPrefixes.filter((prefix) => prefix !== own.prefix)
  const beside = new PastEventStore(events, bound, { ...needed, streamPrefixes }).readAll()
  return fillKeyByKey({ codec, view, read, own: streams, beside, forOne: own.forOne })
}
