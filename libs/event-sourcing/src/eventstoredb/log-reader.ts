import type { Position } from '../event.js'
import type { EventFilter, Lag, StoredEvent } from '../event-store.js'
import { StoreUnavailable } from '../event-store.js'
import type { Channel } from './channel.js'
import { pause, within } from './deadlines.js'
import type { Patience } from './deadlines.js'
import { failureOf, Refused } from './failure.js'
import { Inbox } from './inbox.js'
import { wanted } from './recorded.js'
import type { Wanted } from './recorded.js'
import { readOfAll, readOfStream } from './requests.js'
import type { Direction } from './requests.js'
import type { StreamNames } from './stream-names.js'

type Request = Parameters<Channel['read']>[0]

/** Reads that take up again, behind the last event that was handed out, where a connection is lost. */
export class LogReader {
  constructor(
    private readonly channel: Channel,
    private readonly names: StreamNames,
    private readonly patience: Patience,
  ) {}

  /** Events of a stream from a revision on, including it. */
  ofStream(stream: string, from: number | undefined, direction: Direction, limit: number): AsyncGenerator<StoredEvent> {
    const step = direction === 'forwards' ? 1 : -1
    const request = (last: StoredEvent | undefined, left: number) =>
      readOfStream(this.names.outside(stream), last ? last.revision + step : from, direction, left)
    return this.resumed(request, wanted(this.names, undefined), limit)
  }

  /** Events of the log from a position on, including it, up to where the log ends now. */
  async *ofAll(
    from: Position | undefined,
    filter: EventFilter | undefined,
    limit: number,
  ): AsyncGenerator<StoredEvent> {
    const head = await this.head()
    const asked = this.names.filterOf(filter)
    if (head === undefined || asked.prefixes.length === 0) return
    // The server filters more roughly than we do by type, so it cannot count.
    const count = (left: number) => (asked.on === 'stream' ? left + 1 : Infinity)
    const request = (last: StoredEvent | undefined, left: number) =>
      readOfAll(last?.position ?? from, 'forwards', asked, count(left))
    for await (const event of this.resumed(request, wanted(this.names, filter), limit)) {
      if (event.position > head) return
      yield event
    }
  }

  /** The position of our last event. */
  async head(): Promise<Position | undefined> {
    const request = () => readOfAll(undefined, 'backwards', this.names.filterOf(undefined), 1)
    for await (const { position } of this.resumed(request, wanted(this.names, undefined), 1)) return position
    return undefined
  }

  async lag(after: Position | undefined, limit: number): Promise<Lag> {
    let events = 0
    let oldest: StoredEvent | undefined
    for await (const event of this.ofAll(after, undefined, Infinity)) {
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

  private async *resumed(
    request: (last: StoredEvent | undefined, left: number) => Request,
    want: Wanted,
    limit: number,
  ): AsyncGenerator<StoredEvent> {
    let last: StoredEvent | undefined
    let left = limit
    let until = performance.now() + this.patience.againMs
    for (let failures = 0; left > 0; failures += 1) {
      try {
        for await (const event of this.once(request(last, left), want)) {
          if (event.id === last?.id && event.position === last.position) continue
          yield event
          last = event
          until = performance.now() + this.patience.againMs
          left -= 1
          if (left === 0) return
        }
        return
      } catch (error) {
        const failure = failureOf(error)
        const passing = failure instanceof StoreUnavailable && !(failure instanceof Refused)
        if (!passing || performance.now() >= until) throw failure
      }
      await pause(failures)
    }
  }

  private async *once(request: Request, want: Wanted): AsyncGenerator<StoredEvent> {
    const inbox = new Inbox(await within(this.patience.answerMs, this.channel.read(request)))
    try {
      for (;;) {
        const answers = await within(this.patience.answerMs, inbox.take())
        if (!answers) return
        for (const answer of answers) {
          const event = answer.getEvent()
          const stored = event && want(event)
          if (stored) yield stored
        }
      }
    } finally {
      inbox.close()
    }
  }
}
