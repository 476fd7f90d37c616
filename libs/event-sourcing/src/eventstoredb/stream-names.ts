import type { EventFilter } from '../event-store.js'
import { StoreUnavailable } from '../event-store.js'

export const DEFAULT_PREFIX = 'ledger-'

/** Our streams among those of others in a shared server: every name goes in with the prefix and comes out without. */
export class StreamNames {
  /** @throws StoreUnavailable where the prefix would hide nothing, or is the server's own */
  constructor(private readonly prefix: string) {
    if (prefix === '' || prefix.startsWith('$') || !prefix.isWellFormed() || prefix.includes('\0')) {
      throw new StoreUnavailable(
        `event store: the prefix ${JSON.stringify(prefix)} is empty, begins with $ or cannot be stored`,
      )
    }
  }

  outside(stream: string): string {
    return this.prefix + stream
  }

  /** Undefined where the stream is not one of ours. */
  inside(stream: string): string | undefined {
    return stream.startsWith(this.prefix) ? stream.slice(this.prefix.length) : undefined
  }

  /** What the server is asked for; it may give more than the filter wants (`Wanted`). */
  filterOf(filter: EventFilter | undefined): ServerFilter {
    if (filter && 'types' in filter) return { on: 'type', prefixes: filter.types }
    const prefixes = filter?.streamPrefixes ?? ['']
    return { on: 'stream', prefixes: prefixes.map((one) => this.outside(one)) }
  }
}

/** Beginnings of stream names or of types, which is what the server can filter by. */
export interface ServerFilter {
  readonly on: 'stream' | 'type'
  readonly prefixes: readonly string[]
}
