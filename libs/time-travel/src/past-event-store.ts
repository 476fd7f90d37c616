import { EventStore } from '@ledger/event-sourcing'
import type {
  AppendResult,
  EventFilter,
  Lag,
  Position,
  ReadAllOptions,
  StoredEvent,
  SubscriptionItem,
} from '@ledger/event-sourcing'
import { LeftOut } from './left-out.js'
import type { Bound } from './moment.js'

/** What of the log a question needs; everything where nothing is said. */
export interface Scope {
  /** Beginnings of stream names. */
  readonly streamPrefixes: readonly string[]
  /** What stands in the data of every event that is needed. */
  readonly mentioning?: string
  readonly about?: (event: StoredEvent) => boolean
}

/** The log as it was at a moment: it ends there, holds what had happened, and takes nothing. */
export class PastEventStore extends EventStore {
  private readonly leftOut: LeftOut | undefined

  constructor(
    private readonly inner: EventStore,
    private readonly bound: Bound,
    private readonly scope?: Scope,
  ) {
    super()
    this.leftOut = bound.occurredBy === undefined ? undefined : new LeftOut(bound.occurredBy)
  }

  override async *readStream(
    stream: string,
    { from = 0, direction = 'forwards', limit = Infinity }: Parameters<EventStore['readStream']>[1] = {},
  ): AsyncGenerator<StoredEvent, void> {
    // What had happened is found out from the beginning of a stream on.
    const events: StoredEvent[] = []
    const isStraight = this.bound.occurredBy === undefined && direction === 'forwards'
    const leftOut = this.bound.occurredBy === undefined ? undefined : new LeftOut(this.bound.occurredBy)
    let given = 0
    for await (const event of this.inner.readStream(stream, isStraight ? { from, limit } : {})) {
      if (event.position > this.bound.until) break
      if (leftOut?.has(event)) continue
      if (direction === 'backwards') events.push(event)
      else if (event.revision >= from && (given += 1) <= limit) yield event
      if (given >= limit) return
    }
    yield* events.toReversed().slice(0, limit)
  }

  /** Whether something had happened may hang on what stands before it in its stream. */
  override readRevisions(stream: string, revisions: readonly number[]): AsyncIterable<StoredEvent> | undefined {
    return this.bound.occurredBy === undefined ? super.readRevisions(stream, revisions) : undefined
  }

  override async *readAll(options: ReadAllOptions = {}): AsyncGenerator<StoredEvent, void> {
    const { from, until = this.bound.until, filter, limit = Infinity } = options
    const asked = this.scope ? filterOf(this.scope) : filter
    let given = 0
    for await (const event of this.inner.readAll({
      ...(from === undefined ? {} : { from }),
      until: Math.min(until, this.bound.until),
      ...(asked ? { filter: asked } : {}),
    })) {
      if (given >= limit) return
      if (!this.isThere(event) || !wanted(event, filter)) continue
      given += 1
      yield event
    }
  }

  override readByStream(prefix: string): AsyncIterable<readonly StoredEvent[]> | undefined {
    const pages = this.inner.readByStream(prefix)
    return pages && this.bounded(pages)
  }

  private async *bounded(pages: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<readonly StoredEvent[]> {
    for await (const page of pages)
      yield page.filter((event) => event.position <= this.bound.until && this.isThere(event))
  }

  private isThere(event: StoredEvent): boolean {
    return this.scope?.about?.(event) !== false && !this.leftOut?.has(event)
  }

  override async head(): Promise<Position | undefined> {
    return this.bound.until
  }

  override append(): Promise<AppendResult> {
    throw new Error('the past takes no events')
  }

  override subscribe(): AsyncIterable<SubscriptionItem> {
    throw new Error('nothing comes to the past')
  }

  override async lag(): Promise<Lag> {
    return { events: 0, more: false }
  }

  override async close(): Promise<void> {
    // The log belongs to somebody else.
  }
}

const filterOf = ({ streamPrefixes, mentioning }: Scope): EventFilter => ({
  streamPrefixes,
  ...(mentioning === undefined ? {} : { mentioning }),
})

function wanted({ type, stream }: StoredEvent, filter: EventFilter | undefined): boolean {
  if (!filter) return true
  return 'types' in filter ? filter.types.includes(type) : filter.streamPrefixes.some((one) => stream.startsWith(one))
}
