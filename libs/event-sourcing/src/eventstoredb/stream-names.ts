import type { EventFilter } from '../event-store.js'
import { StoreUnavailable } from '../event-store.js'

export const DEFAULT_PREFIX = 'ledger-'

/** Why streams cannot begin so; undefined where they can. */
export function prefixProblem(prefix: string): string | undefined {
  if (prefix === '') return 'it is empty, so that nothing would tell our streams apart'
  if (prefix.startsWith('$')) return 'it begins with $, as the streams of the server itself do'
  return prefix.isWellFormed() && !prefix.includes('\0') ? undefined : 'it cannot be stored'
}

/** Our streams among those of others in a shared server: every name goes in with the prefix and comes out without. */
export class StreamNames {
  /** @throws StoreUnavailable where the prefix would hide nothing, or is the server's own */
  constructor(private readonly prefix: string) {
    const problem = prefixProblem(prefix)
    if (problem !== undefined)
      throw new StoreUnavailable(`event store: the prefix ${JSON.stringify(prefix)} cannot be used: ${problem}`)
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
