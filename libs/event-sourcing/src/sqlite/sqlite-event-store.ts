import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
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
  StoreFinding,
  SubscriptionItem,
  WrittenEvent,
} from '../event-store.js'
import { EventStore, StoreUnavailable } from '../event-store.js'
import { LiveEnd } from '../following/live-end.js'
import { EVENTS_PER_PAGE } from '../following/page.js'
import type { Page } from '../following/page.js'
import { sharedPages } from '../following/shared-pages.js'
import { sharedReads } from '../shared-reads.js'
import { subscription } from '../following/subscription.js'
import type { Followed } from '../following/subscription.js'
import { AppendQueue } from './append-queue.js'
import { AppendTransaction } from './append-transaction.js'
import { examineStructure } from './examine-structure.js'
import { eventOf, LogReader, writtenIn } from './log-reader.js'
import type { Row } from './log-reader.js'
import { openDatabase } from './open-database.js'
import type { OpenOptions } from './open-database.js'
import { EVENT_LOG } from './schema.js'
import { SharedTransactions } from './shared-transactions.js'
import { Wakes } from './wakes.js'

export interface SqliteEventStoreOptions extends OpenOptions {
  /** Path of the database file; created where it is missing, its folder is not. */
  readonly file: string
  /** Bytes (data + metadata + 2 × type) that one append may have. */
  readonly appendLimitBytes?: number
  /** How often subscriptions look for events that other processes wrote. */
  readonly pollMs?: number
}

const COUNTED_AT_MOST = 10_000

/**
 * The log in one SQLite file: EventStoreDB's semantics without a server. One transaction writes at a time, so commit
 * order is position order. Several processes may open the same file.
 */
export class SqliteEventStore extends EventStore {
  private readonly reader: LogReader
  private readonly queue: AppendQueue
  private readonly reads: SharedTransactions
  private readonly wakes: Wakes
  private readonly ending = new AbortController()
  /** By filter; those that were used lately. */
  private readonly follows = new LRUCache<string, Promise<Followed>>({ max: 500 })
  private closing: Promise<void> | undefined

  private constructor(
    private readonly database: DatabaseSync,
    private readonly appendLimitBytes: number,
    pollMs: number,
  ) {
    super()
    const transaction = new AppendTransaction(database)
    this.reader = new LogReader(database)
    this.wakes = new Wakes(() => this.reader.dataVersion(), pollMs)
    this.reads = new SharedTransactions(database, 'BEGIN')
    this.queue = new AppendQueue(
      (requests) => transaction.run(requests),
      () => this.wakes.wake(),
    )
  }

  /** @throws StoreUnavailable where the file is no event log, of a newer version, or cannot be opened. */
  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const { file, appendLimitBytes = DEFAULT_APPEND_LIMIT_BYTES, pollMs = 50 } = options
    return new SqliteEventStore(await openDatabase(file, EVENT_LOG, options), appendLimitBytes, pollMs)
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewStoredEvent[],
  ): Promise<AppendResult> {
    if (this.closing) throw closed()
    return this.queue.add(appendRequest(stream, expected, events, this.appendLimitBytes))
  }

  override async *readStream(
    stream: string,
    options: { from?: number; direction?: 'forwards' | 'backwards'; limit?: number } = {},
  ): AsyncGenerator<StoredEvent, void> {
    const { direction = 'forwards', limit = Infinity } = options
    const step = direction === 'forwards' ? 1 : -1
    let from = options.from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER)
    for (let left = limit; left > 0; left -= EVENTS_PER_PAGE) {
      const size = Math.min(left, EVENTS_PER_PAGE)
      const rows = await this.read(() => this.reader.ofStream(stream, from, direction, size))
      for (const row of rows) yield eventOf(row)
      const last = rows.at(-1)
      if (!last || rows.length < EVENTS_PER_PAGE) return
      from = last[2] + step
      await setImmediate()
    }
  }

  override async *readAll(options: ReadAllOptions = {}): AsyncGenerator<StoredEvent, void> {
    for await (const rows of this.pagesOfRows(options)) for (const row of rows) yield eventOf(row)
  }

  override async *readWritten(options: ReadAllOptions = {}): AsyncGenerator<readonly WrittenEvent[], void> {
    for await (const rows of this.pagesOfRows(options)) yield* writtenIn(rows)
  }

  private async *pagesOfRows(options: ReadAllOptions): AsyncGenerator<readonly Row[], void> {
    const { from = 1, until = Infinity, filter, limit = Infinity } = options
    const end = Math.min((await this.head()) ?? 0, until)
    const scan = await this.read(() => this.reader.scan(filter))
    let left = limit
    for (let after = from - 1; after < end && left > 0;) {
      const { rows, scanned } = await this.read(() => scan(after, Math.min(left, EVENTS_PER_PAGE)))
      yield scanned > end ? rows.filter(([position]) => position <= end) : rows
      left -= rows.length
      after = scanned
      await setImmediate()
    }
  }

  override async *readByStream(prefix: string): AsyncGenerator<readonly StoredEvent[], void> {
    for (let [stream, revision] = [prefix, -1]; ;) {
      const rows = await this.read(() => this.reader.behind(stream, revision, EVENTS_PER_PAGE))
      const wanted = rows.filter(([, stream]) => stream.startsWith(prefix))
      yield wanted.map(eventOf)
      const last = rows.at(-1)
      if (!last || wanted.length < EVENTS_PER_PAGE) return
      ;[, stream, revision] = last
      await setImmediate()
    }
  }

  override async *subscribe(options: {
    after?: Position | undefined
    filter?: EventFilter
    signal: AbortSignal
  }): AsyncGenerator<SubscriptionItem, void> {
    const followed = await this.followed(options.filter)
    const signal = AbortSignal.any([options.signal, this.ending.signal])
    yield* subscription(followed, options.after ?? 0, signal)
  }

  override async head(): Promise<Position | undefined> {
    return this.read(() => this.reader.head())
  }

  override async lag(after: Position | undefined, limit = COUNTED_AT_MOST): Promise<Lag> {
    return this.read(() => this.reader.lag(after ?? 0, limit))
  }

  override async examine(): Promise<readonly StoreFinding[]> {
    if (this.closing) throw closed()
    return examineStructure(this.database.location()!)
  }

  override close(): Promise<void> {
    this.closing ??= this.end()
    return this.closing
  }

  private async end(): Promise<void> {
    this.ending.abort()
    await this.queue.drained()
    await this.reads.drained()
    try {
      this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch {
      // Nothing is lost: what was committed stands in the write-ahead log, and the next opening reads it there.
    } finally {
      this.database.close()
    }
  }

  /** What readers of one filter have in common, also those who come while it is made. */
  private followed(filter: EventFilter | undefined): Promise<Followed> {
    const name = JSON.stringify(filter ?? null)
    const known = this.follows.get(name)
    if (known) return known
    const followed = this.follow(filter)
    this.follows.set(name, followed)
    followed.catch(() => this.follows.delete(name))
    return followed
  }

  private async follow(filter: EventFilter | undefined): Promise<Followed> {
    const scan = await this.read(() => this.reader.scan(filter))
    const page = async (after: Position, limit: number): Promise<Page> => {
      const { rows, ...where } = await this.read(() => scan(after, limit))
      return { events: rows.map(eventOf), ...where }
    }
    // Positions are dense: pages of everything end at the same places, wherever a reader began.
    const upToTheNext = (after: Position) => (filter ? EVENTS_PER_PAGE : EVENTS_PER_PAGE - (after % EVENTS_PER_PAGE))
    const read = sharedPages(sharedReads((after) => page(after, upToTheNext(after))))
    const end = new LiveEnd(
      sharedReads((after) => page(after, EVENTS_PER_PAGE)),
      this.wakes,
    )
    return { read, end }
  }

  /** @throws StoreUnavailable */
  private read<T>(work: () => T): Promise<T> {
    return this.reads.run(() => {
      if (this.closing) throw closed()
      return work()
    })
  }
}

const closed = () => new StoreUnavailable('event store: it was closed')
