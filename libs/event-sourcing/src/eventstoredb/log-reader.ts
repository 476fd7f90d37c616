import type { Position } from '../event.js'
import type { EventFilter, Lag, StoredEvent } from '../event-store.js'
import { EVENTS_PER_PAGE } from '../following/page.js'
import type { Page } from '../following/page.js'
import type { Channel } from './channel.js'
import { pause, whileAlive, within } from './deadlines.js'
import type { Patience } from './deadlines.js'
import type { Ends, Newest, Reading } from './ends.js'
import { failureOf, isPassing } from './failure.js'
import { Inbox } from './inbox.js'
import type { Answer } from './inbox.js'
import { wanted } from './recorded.js'
import type { Wanted } from './recorded.js'
import { readOfAll, readOfEnd, readOfStream } from './requests.js'
import type { Direction } from './requests.js'
import type { ServerFilter, StreamNames } from './stream-names.js'
import { Turns } from './turns.js'

type Request = Parameters<Channel['read']>[0]

interface Read {
  /** What is asked for, at first and again behind the last event that was handed out. */
  readonly request: (last: StoredEvent | undefined) => Request
  readonly want: Wanted
  readonly limit: number
  readonly silenceMs: number
}

/** What of the log is read; everything where nothing is said. */
interface Span {
  readonly from?: Position | undefined
  readonly until?: Position
  readonly filter?: EventFilter
  readonly limit?: number
}

/**
 * Positions count bytes. So few are read as a whole and filtered here: the server goes on beyond the end, up to that of
 * the log, until it has found one more that is wanted.
 */
const SHORT_BYTES = 32 * 1024 * 1024
/** A connection carries a hundred calls. A read that waits for room on it would seem to be without an answer. */
const STREAMS_AT_ONCE = 64

/** Reads that take up again, behind the last event that was handed out, where a connection is lost. */
export class LogReader {
  private asking: Promise<void> | undefined
  private readonly turns = new Turns(STREAMS_AT_ONCE)

  constructor(
    private readonly channel: Channel,
    private readonly names: StreamNames,
    private readonly patience: Patience,
    private readonly ends: Ends,
  ) {}

  /** Reads a single event, whosever it is: to see whether the server may be used. One that is busy is asked again. */
  reach(): Promise<void> {
    return this.patiently(() => this.signOfLife())
  }

  private async patiently<T>(ask: () => Promise<T>): Promise<T> {
    const until = performance.now() + this.patience.againMs
    for (let failures = 0; ; failures += 1) {
      try {
        return await ask()
      } catch (error) {
        const failure = failureOf(error)
        if (!isPassing(failure) || !this.isTimeLeft(until)) throw failure
      }
      await pause(failures)
    }
  }

  private async signOfLife(): Promise<void> {
    for await (const answers of this.answers(readOfEnd('forwards'), this.patience.answerMs))
      if (answers.length > 0) return
  }

  private async newest(): Promise<Newest | undefined> {
    const want = wanted(this.names, undefined)
    for await (const answers of this.answers(readOfEnd('backwards'), this.patience.answerMs)) {
      for (const answer of answers) {
        const event = answer.getEvent()
        const commit = event?.getEvent()?.getCommitPosition()
        if (commit !== undefined) return { position: Number(commit), ours: want(event!) !== undefined }
      }
    }
    return undefined
  }

  /** Events of a stream from a revision on, including it. */
  async *ofStream(
    stream: string,
    from: number | undefined,
    direction: Direction,
    limit: number,
  ): AsyncGenerator<StoredEvent> {
    const step = direction === 'forwards' ? 1 : -1
    const { answerMs, againMs } = this.patience
    const request = (last: StoredEvent | undefined) =>
      readOfStream(this.names.outside(stream), last ? last.revision + step : from, direction)
    const leave = await this.turns.take(againMs)
    try {
      yield* this.resumed({ request, want: wanted(this.names, undefined), limit, silenceMs: answerMs })
    } finally {
      leave()
    }
  }

  /** Events of the log from a position on, including it, up to where the log ends now, or to a position. */
  async *ofAll({ from, until = Infinity, filter, limit = Infinity }: Span): AsyncGenerator<StoredEvent> {
    const head = await this.head()
    if (head === undefined) return
    const asked = until - (from ?? 0) < SHORT_BYTES ? undefined : filter
    yield* this.upTo(Math.min(head, until), from, { asked: this.names.filterOf(asked), filter }, limit)
  }

  private async *upTo(
    end: Position,
    from: Position | undefined,
    { asked, filter }: { asked: ServerFilter; filter: EventFilter | undefined },
    limit: number,
  ): AsyncGenerator<StoredEvent> {
    if (asked.prefixes.length === 0) return
    const { scanMs } = this.patience
    const start = from ?? (await this.ends.firstBy(this.reading))
    const request = (last: StoredEvent | undefined) => readOfAll(last?.position ?? start, 'forwards', asked)
    const events = this.resumed({ request, want: wanted(this.names, filter), limit, silenceMs: scanMs })
    for await (const event of events) {
      if (event.position > end) return
      yield event
    }
  }

  /** The page after a position, as far as the log reached when it was asked for. */
  async page(after: Position, filter: EventFilter | undefined): Promise<Page> {
    const head = (await this.head()) ?? 0
    const events: StoredEvent[] = []
    if (head > after) {
      // Reading includes its start, so one more is read than is wanted.
      const filters = { asked: this.names.filterOf(filter), filter }
      for await (const event of this.upTo(head, after || undefined, filters, EVENTS_PER_PAGE + 1)) {
        if (event.position > after && events.length < EVENTS_PER_PAGE) events.push(event)
      }
    }
    const more = events.length === EVENTS_PER_PAGE
    return { events, scanned: more ? events.at(-1)!.position : Math.max(after, head), more }
  }

  /** The position of our last event. */
  head(): Promise<Position | undefined> {
    return this.ends.lastBy(this.reading)
  }

  private readonly reading: Reading = {
    newest: () => this.patiently(() => this.newest()),
    own: (from, direction, limit) => {
      const asked = this.names.filterOf(undefined)
      const request = (last: StoredEvent | undefined) => readOfAll(last?.position ?? from, direction, asked)
      return this.resumed({
        request,
        want: wanted(this.names, undefined),
        limit,
        silenceMs: this.patience.scanMs,
      })
    },
  }

  async lag(after: Position | undefined, limit: number): Promise<Lag> {
    let events = 0
    let oldest: StoredEvent | undefined
    for await (const event of this.ofAll({ from: after })) {
      if (event.position === after) continue
      oldest ??= event
      events += 1
      if (events > limit) break
    }
    const recordedAt = (oldest?.metadata as { recordedAt?: unknown } | null | undefined)?.recordedAt
    return {
      events: Math.min(events, limit),
      more: events > limit,
      ...(typeof recordedAt === 'string' && { oldestRecordedAt: recordedAt }),
    }
  }

  private async *resumed({ request, want, limit, silenceMs }: Read): AsyncGenerator<StoredEvent> {
    let last: StoredEvent | undefined
    let left = limit
    let until = performance.now() + this.patience.againMs
    for (let failures = 0; left > 0; failures += 1) {
      try {
        for await (const event of this.events(request(last), want, silenceMs)) {
          if (event.position === last?.position) continue
          yield event
          last = event
          until = performance.now() + this.patience.againMs
          left -= 1
          if (left === 0) return
        }
        return
      } catch (error) {
        const failure = failureOf(error)
        if (!isPassing(failure) || !this.isTimeLeft(until)) throw failure
      }
      await pause(failures)
    }
  }

  /** Not where there is hardly any: the next answer would come long after the patience is over. */
  private isTimeLeft(until: number): boolean {
    return performance.now() < until - this.patience.answerMs / 2
  }

  private async *events(request: Request, want: Wanted, silenceMs: number): AsyncGenerator<StoredEvent> {
    for await (const answers of this.answers(request, silenceMs)) {
      for (const answer of answers) {
        const event = answer.getEvent()
        const stored = event && want(event)
        if (stored) yield stored
      }
    }
  }

  /** What one call answers, as it comes. */
  private async *answers(request: Request, silenceMs: number): AsyncGenerator<readonly Answer[]> {
    const inbox = new Inbox(await within(this.patience.answerMs, this.channel.read(request)))
    try {
      for (;;) {
        const answers = await this.awaited(inbox.take(), silenceMs)
        if (!answers) return
        yield answers
      }
    } finally {
      inbox.close()
    }
  }

  /** A search may be silent for long, but only as long as the server answers others. */
  private awaited<T>(work: Promise<T>, silenceMs: number): Promise<T> {
    const { answerMs } = this.patience
    return within(silenceMs, silenceMs > answerMs ? whileAlive(work, answerMs, () => this.alive()) : work)
  }

  /** Asked once for all who wait. */
  private alive(): Promise<void> {
    this.asking ??= this.signOfLife().finally(() => (this.asking = undefined))
    return this.asking
  }
}
