import type { Position } from '../event.js'
import type { EventFilter } from '../event-store.js'
import { LiveEnd } from '../following/live-end.js'
import { sharedPages } from '../following/shared-pages.js'
import { sharedReads } from '../shared-reads.js'
import type { Followed } from '../following/subscription.js'
import type { Connections } from './connections.js'
import { pause } from './deadlines.js'
import type { Patience } from './deadlines.js'
import type { Ends } from './ends.js'
import { isPassing } from './failure.js'
import { LogReader } from './log-reader.js'
import { wanted } from './recorded.js'
import { subscriptionToAll } from './requests.js'
import type { StreamNames } from './stream-names.js'
import { Tail } from './tail.js'

interface Follow extends Followed {
  readers: number
  leave(): Promise<void>
}

/** What readers of one filter have in common: a place on a connection, and one subscription on the server. */
export class Follows {
  private readonly follows = new Map<string, Follow>()

  constructor(
    private readonly connections: Connections,
    private readonly names: StreamNames,
    private readonly patience: Patience,
    private readonly ends: Ends,
  ) {}

  /** `leave` gives it back; the last one ends the subscription on the server. */
  take(filter: EventFilter | undefined): { readonly followed: Followed; leave(): Promise<void> } {
    const name = JSON.stringify(filter ?? null)
    const follow = this.follows.get(name) ?? this.begin(filter)
    this.follows.set(name, follow)
    follow.readers += 1
    const leave = async () => {
      follow.readers -= 1
      if (follow.readers > 0) return
      this.follows.delete(name)
      await follow.leave()
    }
    return { followed: follow, leave }
  }

  private begin(filter: EventFilter | undefined): Follow {
    const { channel, leave } = this.connections.take()
    const reader = new LogReader(channel, this.names, this.patience, this.ends)
    const read = sharedPages(sharedReads((after) => reader.page(after, filter)))
    const asked = this.names.filterOf(filter)
    const subscribe = (after: Position) => channel.read(subscriptionToAll(after || undefined, asked))
    const tail = new Tail(read, asked.prefixes.length > 0 ? subscribe : undefined, wanted(this.names, filter))
    return {
      read,
      end: new LiveEnd((after) => tail.read(after), tail.bell),
      recovery: { passes: isPassing, pause },
      readers: 0,
      async leave() {
        tail.close()
        await leave()
      },
    }
  }
}
