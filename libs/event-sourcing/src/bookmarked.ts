import type { Codec } from './codec.js'
import type { EventDefinition, Recorded } from './event.js'
import { UnknownPosition } from './event-store.js'
import type { EventStore } from './event-store.js'
import type { Bookmarks } from './journal.js'
import { Ongoing } from './ongoing.js'
import type { Lasting } from './persistently.js'

export interface BookmarkedOptions extends Omit<Lasting, 'signal'> {
  readonly events: EventStore
  readonly codec: Codec
  readonly bookmarks: Bookmarks
  /** Where it stands is kept under this name. */
  readonly name: string
  readonly to: readonly Pick<EventDefinition, 'eventName'>[]
  readonly react: (events: readonly Recorded[]) => Promise<void>
}

/** Follows events of some kinds from a bookmark on: what a crash left unfinished is gone through again. */
export class Bookmarked {
  private readonly following = new Ongoing(this.options, (gotOn, signal) => this.follow(gotOn, signal))

  constructor(private readonly options: BookmarkedOptions) {}

  start(): void {
    this.following.start()
  }

  stop(): Promise<void> {
    return this.following.stop()
  }

  private async follow(gotOn: () => void, signal: AbortSignal): Promise<void> {
    const { events, codec, bookmarks, name, to, react, onDuty = () => true } = this.options
    const filter = { types: codec.storedTypes([...new Set(to.map(({ eventName }) => eventName))]) }
    const after = await placeIn(events, bookmarks, name)
    for await (const item of events.subscribe({ after, filter, signal })) {
      if (item.kind !== 'events') continue
      // Whoever has taken over goes on from the bookmark; so do we when it is our turn again.
      if (!onDuty()) return
      await react((await codec.decode(item.events)).filter((one) => one !== undefined))
      await bookmarks.write(name, item.events.at(-1)!.position)
      gotOn()
    }
  }
}

/** Where a bookmark stands in this log. One at which no event stands is of another log: everything is gone through again. */
async function placeIn(events: EventStore, bookmarks: Bookmarks, name: string): Promise<number | undefined> {
  const known = await bookmarks.read(name)
  if (known === undefined) return undefined
  try {
    for await (const { position } of events.readAll({ from: known, limit: 1 }))
      return position === known ? known : undefined
  } catch (error) {
    if (!(error instanceof UnknownPosition)) throw error
  }
  return undefined
}
