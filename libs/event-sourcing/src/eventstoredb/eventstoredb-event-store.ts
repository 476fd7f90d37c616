import { appendRequest, DEFAULT_APPEND_LIMIT_BYTES } from '../append-request.js'
import type { Position } from '../event.js'
import type {
  AppendResult,
  EventFilter,
  ExpectedRevision,
  Lag,
  NewStoredEvent,
  ReadAllOptions,
  StoredEvent,
  SubscriptionItem,
} from '../event-store.js'
import { EventStore } from '../event-store.js'
import { subscription } from '../following/subscription.js'
import { Appender } from './appender.js'
import { Channel } from './channel.js'
import { Connections } from './connections.js'
import { patienceOf } from './deadlines.js'
import type { Patience } from './deadlines.js'
import { Ends } from './ends.js'
import { failureOf, unavailable } from './failure.js'
import { Follows } from './follows.js'
import { LogReader } from './log-reader.js'
import { DEFAULT_PREFIX, StreamNames } from './stream-names.js'

export interface EventStoreDbOptions {
  /** A connection string, with credentials and TLS: `esdb://user:password@host:2113?tls=true&tlsCAFile=ca.crt` */
  readonly url: string
  /** What the names of our streams begin with on the server. No two ledgers may have prefixes that begin alike. */
  readonly prefix?: string
  /** Bytes (data + metadata + 2 × type) that one append may have; no more than the server takes. */
  readonly appendLimitBytes?: number
  /** How long answers are waited for and tried for again; as the connection string has it where nothing is said. */
  readonly patience?: Patience
}

const COUNTED_AT_MOST = 10_000

/** The log in EventStoreDB 21.10 and newer; developed and tested with 24.6. */
export class EventStoreDbEventStore extends EventStore {
  private readonly reader: LogReader
  private readonly appender: Appender
  private readonly follows: Follows
  private readonly ending = new AbortController()
  private closing: Promise<void> | undefined

  private constructor(
    private readonly channel: Channel,
    private readonly connections: Connections,
    names: StreamNames,
    private readonly appendLimitBytes: number,
    patience: Patience,
  ) {
    super()
    const ends = new Ends()
    this.reader = new LogReader(channel, names, patience, ends)
    this.follows = new Follows(connections, names, patience, ends)
    this.appender = new Appender(channel, names, patience)
  }

  /**
   * Connects and reads once, so that what is wrong with the settings is said at once.
   * @throws StoreUnavailable where the server is not reachable or does not accept the credentials.
   */
  static async open(options: EventStoreDbOptions): Promise<EventStoreDbEventStore> {
    const {
      url,
      prefix = DEFAULT_PREFIX,
      appendLimitBytes = DEFAULT_APPEND_LIMIT_BYTES,
      patience = patienceOf(url),
    } = options
    const store = new EventStoreDbEventStore(
      Channel.to(url),
      new Connections(url),
      new StreamNames(prefix),
      appendLimitBytes,
      patience,
    )
    try {
      await store.reader.reach()
      return store
    } catch (error) {
      await store.close()
      throw failureOf(error)
    }
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewStoredEvent[],
  ): Promise<AppendResult> {
    if (this.closing) throw closed()
    return this.appender.append(appendRequest(stream, expected, events, this.appendLimitBytes))
  }

  override async *readStream(
    stream: string,
    options: { from?: number; direction?: 'forwards' | 'backwards'; limit?: number } = {},
  ): AsyncGenerator<StoredEvent, void> {
    const { from, direction = 'forwards', limit = Infinity } = options
    yield* this.whileOpen(this.reader.ofStream(stream, from, direction, limit))
  }

  override async *readAll(options: ReadAllOptions = {}): AsyncGenerator<StoredEvent, void> {
    yield* this.whileOpen(this.reader.ofAll({ ...options, from: placeOf(options.from) }))
  }

  override async *subscribe(options: {
    after?: Position | undefined
    filter?: EventFilter
    signal: AbortSignal
  }): AsyncGenerator<SubscriptionItem, void> {
    if (this.closing) throw closed()
    const signal = AbortSignal.any([options.signal, this.ending.signal])
    const { followed, leave } = this.follows.take(options.filter)
    try {
      yield* subscription(followed, options.after ?? 0, signal)
    } finally {
      await leave()
    }
  }

  override async head(): Promise<Position | undefined> {
    if (this.closing) throw closed()
    return this.reader.head()
  }

  override async lag(after: Position | undefined, limit = COUNTED_AT_MOST): Promise<Lag> {
    if (this.closing) throw closed()
    return this.reader.lag(placeOf(after), limit)
  }

  override close(): Promise<void> {
    this.closing ??= this.end()
    return this.closing
  }

  private async end(): Promise<void> {
    this.ending.abort()
    await this.appender.close()
    await this.connections.close()
    await this.channel.close()
  }

  private async *whileOpen(events: AsyncIterable<StoredEvent>): AsyncGenerator<StoredEvent, void> {
    if (this.closing) throw closed()
    for await (const event of events) {
      if (this.closing) throw closed()
      yield event
    }
  }
}

/** Before the first event there is no position that the server would take. */
const placeOf = (position: Position | undefined): Position | undefined => (position === 0 ? undefined : position)

const closed = () => unavailable('it was closed')
