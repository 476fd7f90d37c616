import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Codec, EventStore, PersonalKeys } from '@ledger/event-sourcing'
import { Projector, SealedReadStore, SqliteReadStore, Views } from '@ledger/read-store'
import type { View } from '@ledger/read-store'
import { newScratchFolder } from './scratch-folder.js'

export interface ScratchParts {
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

  /** Fills views from a log that ends. */
  static async fill({ codec, keys }: ScratchParts, events: EventStore, wanted: readonly View[]): Promise<ScratchViews> {
    const folder = await newScratchFolder()
    const clear = () => rm(folder, { recursive: true, force: true })
    try {
      const file = await SqliteReadStore.open({ file: join(folder, 'views.sqlite') })
      const store = new SealedReadStore(file, keys, wanted)
      const remove = () => store.close().finally(clear)
      try {
        await new Projector({ events, read: store, views: wanted, decode: (some) => codec.decode(some) }).catchUp()
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
