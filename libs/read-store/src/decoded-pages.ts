import type { EventStore, Position, Recorded, StoredEvent } from '@ledger/event-sourcing'
import { LRUCache } from 'lru-cache'
import type { Decode } from './projector-options.js'

/** A piece of the log, as the domain speaks of it. */
export interface DecodedPage {
  /** Those that somebody declared. */
  readonly events: readonly Recorded[]
  /** How many were stored, known or not. */
  readonly stored: number
  readonly last: StoredEvent
}

const PAGE = 1_000
const HELD = 8

/**
 * The log in pages, for several who read it at the same time: a page that one has read and decoded serves the others
 * that come by soon after.
 */
export class DecodedPages {
  private readonly held = new LRUCache<Position, Promise<DecodedPage | undefined>>({ max: HELD })

  constructor(
    private readonly events: EventStore,
    private readonly decode: Decode,
  ) {}

  /** The page behind a position, from the start where there is none; undefined at the end of the log. */
  async after(position: Position | undefined): Promise<DecodedPage | undefined> {
    const place = position ?? -1
    const known = this.held.get(place)
    if (known) return known
    const page = this.read(position)
    this.held.set(place, page)
    // Only a full page stays what it is, and nobody shall meet an error that is over.
    const full = await page.then(
      (one) => one?.stored === PAGE,
      () => false,
    )
    if (!full) this.held.delete(place)
    return page
  }

  /** Lets go of what is held, where nobody reads any more. */
  clear(): void {
    this.held.clear()
  }

  private async read(after: Position | undefined): Promise<DecodedPage | undefined> {
    const stored: StoredEvent[] = []
    const from = after === undefined ? { limit: PAGE } : { from: after, limit: PAGE + 1 }
    for await (const event of this.events.readAll(from)) {
      if (after === undefined || event.position > after) stored.push(event)
    }
    const last = stored.at(-1)
    if (!last) return undefined
    const events = (await this.decode(stored)).filter((one) => one !== undefined)
    return { events, stored: stored.length, last }
  }
}
