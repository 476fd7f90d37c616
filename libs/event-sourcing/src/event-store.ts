import { canonical } from '@ledger/proof-verifier'
import type { Position } from './event.js'
import { pagesOf } from './pages-of.js'

/** An event as it is handed to a store: a name with its version, and what JSON can hold. */
export interface NewStoredEvent {
  /** A UUID. Appending the same ids at the same revision again is recognised and changes nothing. */
  readonly id: string
  /** `<name>.v<version>` */
  readonly type: string
  readonly data: unknown
  readonly metadata: unknown
}

/** An event as a store gives it back. */
export interface StoredEvent extends NewStoredEvent {
  readonly stream: string
  /** 0 for the first event of its stream. */
  readonly revision: number
  readonly position: Position
}

/** An event as it is kept: `data` and `metadata` are JSON texts, in their canonical form (RFC 8785) unless an older version wrote them. */
export interface WrittenEvent extends StoredEvent {
  readonly data: string
  readonly metadata: string
}

/** What the caller believes of the stream: the revision of its last event, or one of the words. */
export type ExpectedRevision = number | 'any' | 'no_stream' | 'stream_exists'

export interface AppendResult {
  /** The revision of the last event appended; −1 where nothing was appended to a stream without events. */
  readonly revision: number
  /** The position of the last event appended. Missing where nothing was appended. */
  readonly position?: Position
}

/** Which events of the global order are wanted; everything where nothing is said. */
export type EventFilter =
  | {
      /** Beginnings of stream names. */
      readonly streamPrefixes: readonly string[]
      /** Only those in whose data this text stands as a value, or as a name, wherever in it. */
      readonly mentioning?: string
    }
  | { readonly types: readonly string[] }

/** Which part of the global order is read. */
export interface ReadAllOptions {
  /** Included; from the start where none, or 0, is given. */
  readonly from?: Position
  /** Nothing behind it is read. No event need stand there. */
  readonly until?: Position
  readonly filter?: EventFilter
  readonly limit?: number
}

/** What a subscription hands out: events in order, in batches as they come, and where the reader stands. */
export type SubscriptionItem =
  | { readonly kind: 'events'; readonly events: readonly StoredEvent[] }
  | { readonly kind: 'caughtUp' }
  | { readonly kind: 'fellBehind' }

export interface Lag {
  /** Events after the position, counted up to a bound. */
  readonly events: number
  /** True where there are more than were counted. */
  readonly more: boolean
  /** When the oldest of them was recorded (`metadata.recordedAt`); missing where there are none. */
  readonly oldestRecordedAt?: string
}

/** Something that is wrong with what a store holds. */
export interface StoreFinding {
  readonly message: string
  readonly position?: Position
}

/**
 * The log: streams of events in one global order. The meaning of every method is that of EventStoreDB
 * (`testing/event-store.contract.ts` is its definition); adapters differ in nothing that a caller could see.
 * There is no delete and no truncate: the ledger never does either.
 */
export abstract class EventStore {
  /**
   * Appends all events or none, in order, if the stream is where the caller expects it to be.
   * @throws WrongExpectedVersion, StreamDeleted: nothing was written.
   * @throws InvalidAppend, AppendTooLarge: the call itself is bad; nothing was written.
   * @throws StoreUnavailable: perhaps written. Append again with the same revision and ids to find out.
   */
  abstract append(stream: string, expected: ExpectedRevision, events: readonly NewStoredEvent[]): Promise<AppendResult>

  /** Events of one stream from a revision on, **including** it; backwards from the end where none is given. Empty where there is no stream. */
  abstract readStream(
    stream: string,
    options?: { from?: number; direction?: 'forwards' | 'backwards'; limit?: number },
  ): AsyncIterable<StoredEvent>

  /**
   * The events of a stream that stand at these revisions, in the order in which they are named. Undefined where the store
   * would have to look through the whole stream for that.
   */
  readRevisions(stream: string, revisions: readonly number[]): AsyncIterable<StoredEvent> | undefined {
    return this.oneByOne(stream, revisions)
  }

  private async *oneByOne(stream: string, revisions: readonly number[]): AsyncGenerator<StoredEvent> {
    for (const from of revisions) yield* this.readStream(stream, { from, limit: 1 })
  }

  /**
   * Events in the global order from a position on, **including** it; from the start where none, or 0, is given. Ends
   * where the log ended when the reading began, or behind the position `until`, at which nothing need stand: what lies
   * beyond is not searched for what a filter wants.
   * @throws UnknownPosition: some stores refuse a `from` that lies between two events.
   */
  abstract readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent>

  /**
   * Pages of what `readAll` reads, as it is written: for whoever goes through everything and needs little of each. What
   * stands before an event that cannot be read is given before the error.
   */
  async *readWritten(options: ReadAllOptions = {}): AsyncGenerator<readonly WrittenEvent[]> {
    for await (const page of pagesOf(this.readAll(options))) yield page.map(written)
  }

  /**
   * Pages of the events of all streams whose names begin so, one stream after the other in the order of their names (by
   * code points), each from its first event on. Undefined where the store would have to look through the whole log for that.
   */
  readByStream(_prefix: string): AsyncIterable<readonly StoredEvent[]> | undefined {
    return undefined
  }

  /**
   * Everything **after** a position (from the start where none, or 0, is given), for ever, until `signal` aborts:
   * history → `caughtUp` → live → (`fellBehind` → history → `caughtUp`)*.
   * @throws UnknownPosition: some stores refuse a position that lies between two events.
   */
  abstract subscribe(options: {
    after?: Position | undefined
    filter?: EventFilter
    signal: AbortSignal
  }): AsyncIterable<SubscriptionItem>

  /** The position of the last event of the log; undefined where it is empty. */
  abstract head(): Promise<Position | undefined>

  /** How much lies after a position (after the start where it is undefined). Counting stops at `limit`. */
  abstract lag(after: Position | undefined, limit?: number): Promise<Lag>

  /** What is wrong beneath the events that the store serves, as far as it can tell: looks at everything, which takes long. */
  async examine(): Promise<readonly StoreFinding[]> {
    return []
  }

  /** Ends subscriptions, waits for appends under way and lets go of the store. A second call does nothing. */
  abstract close(): Promise<void>
}

const written = (event: StoredEvent): WrittenEvent => ({
  ...event,
  data: canonical(event.data),
  metadata: canonical(event.metadata),
})

/** The stream was not at the expected revision: somebody else was faster. */
export class WrongExpectedVersion extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** The revision of the stream's last event, −1 where it has none; undefined where the store does not say. */
    readonly actual?: number,
  ) {
    super(`stream ${stream} was expected at ${expected} and is at ${actual ?? 'another revision'}`)
    this.name = 'WrongExpectedVersion'
  }
}

/** An operator deleted the stream behind the ledger's back; it takes no more events. */
export class StreamDeleted extends Error {
  constructor(readonly stream: string) {
    super(`stream ${stream} was deleted`)
    this.name = 'StreamDeleted'
  }
}

/** More bytes (data + metadata + 2 × type) in one append than the store takes. */
export class AppendTooLarge extends Error {
  constructor(
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`an append of ${bytes} bytes is over the limit of ${limit}`)
    this.name = 'AppendTooLarge'
  }
}

/** A call that no store could carry out: a bad stream name, revision, id, type, or data that JSON cannot hold. */
export class InvalidAppend extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InvalidAppend'
  }
}

/** Where a store names places that only it knows: no event stands there. */
export class UnknownPosition extends Error {
  constructor() {
    super('no event stands at this position')
    this.name = 'UnknownPosition'
  }
}

/** The store did not answer, or could not write. Whether something was written is unknown. */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreUnavailable'
  }
}

/** What the store holds is not what was written: it serves nothing of it. The message says what to do. */
export class StoreDamaged extends StoreUnavailable {
  /** Of the event that is not what was written, where it is one. */
  readonly position?: Position

  constructor(message: string, options: ErrorOptions & { position?: Position } = {}) {
    super(message, options)
    this.name = 'StoreDamaged'
    if (options.position !== undefined) this.position = options.position
  }
}
