import { EventStore, StoreUnavailable } from '../src/index.js'
import type { AppendResult, ExpectedRevision, NewStoredEvent } from '../src/index.js'

/** A log whose answers get lost, as on a network: the append may have been written all the same. */
export class FailingStore extends EventStore {
  appends = 0
  /** The streams that were read, in order. */
  readonly reads: string[] = []
  /** How often an append fails from now on; before or after it was written. */
  failures = 0
  when: 'before' | 'after' = 'after'
  /** Called before an append is passed on: somebody else may be faster. */
  meanwhile: () => Promise<unknown> = () => Promise.resolve()

  constructor(protected readonly inner: EventStore) {
    super()
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewStoredEvent[]): Promise<AppendResult> {
    this.appends += 1
    await this.meanwhile()
    const fails = this.failures > 0
    if (fails) this.failures -= 1
    if (fails && this.when === 'before') throw new StoreUnavailable('nobody answers')
    const result = await this.inner.append(stream, expected, events)
    if (fails) throw new StoreUnavailable('the answer got lost')
    return result
  }

  readStream: EventStore['readStream'] = (stream, options) => {
    this.reads.push(stream)
    return this.inner.readStream(stream, options)
  }
  readAll: EventStore['readAll'] = (options) => this.inner.readAll(options)
  subscribe: EventStore['subscribe'] = (options) => this.inner.subscribe(options)
  head = () => this.inner.head()
  lag: EventStore['lag'] = (after, limit) => this.inner.lag(after, limit)
  close = () => this.inner.close()
}
