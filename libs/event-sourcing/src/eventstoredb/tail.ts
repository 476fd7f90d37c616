import type { Position } from '../event.js'
import type { StoredEvent } from '../event-store.js'
import { Bell } from '../following/bell.js'
import { EVENTS_PER_PAGE } from '../following/page.js'
import type { Page, ReadPage } from '../following/page.js'
import type { ReadCall } from './channel.js'
import { failureOf, unavailable } from './failure.js'
import { Inbox } from './inbox.js'
import type { Answer } from './inbox.js'
import type { Wanted } from './recorded.js'

/** Begins a subscription on the server, behind a position. */
type Subscribe = (after: Position) => Promise<ReadCall>

/** What came in lately over a subscription: everything that is wanted between two positions. */
interface Heard {
  readonly from: Position
  readonly events: readonly StoredEvent[]
  readonly scanned: Position
}

/**
 * The end of the log as one subscription on the server tells it, for all readers of one filter. What came lately is kept;
 * who is further back reads from the server. A subscription that breaks is an error for those who wait, once, and begins
 * again when somebody has read up to the end.
 */
export class Tail {
  /** Rings when there is something to read, or something went wrong. */
  readonly bell = new Bell()
  private heard: Heard | undefined
  private failure: Error | undefined
  private ended = false
  private inbox: Inbox | undefined

  constructor(
    private readonly fromServer: ReadPage,
    /** Missing where the filter wants nothing: nothing will ever come. */
    private readonly subscribe: Subscribe | undefined,
    private readonly want: Wanted,
  ) {}

  /**
   * The page after a position, and from then on listens behind it.
   * @throws what ended the subscription; StoreUnavailable
   */
  async read(after: Position): Promise<Page> {
    const failure = this.failure
    this.failure = undefined
    if (failure) throw failure
    if (this.heard && after >= this.heard.from) return pageOf(this.heard, after)
    const page = await this.fromServer(after)
    if (!page.more && !this.heard && this.subscribe) void this.listen(page.scanned, this.subscribe)
    return page
  }

  close(): void {
    this.ended = true
    this.inbox?.close()
  }

  private async listen(after: Position, subscribe: Subscribe): Promise<void> {
    if (this.ended) return
    this.heard = { from: after, events: [], scanned: after }
    try {
      await this.hear(after, subscribe)
      this.failure = unavailable('the server ended the subscription')
    } catch (error) {
      this.failure = failureOf(error)
    }
    this.heard = undefined
    this.bell.wake()
  }

  private async hear(after: Position, subscribe: Subscribe): Promise<void> {
    const inbox = new Inbox(await subscribe(after))
    this.inbox = inbox
    if (this.ended) return inbox.close()
    for (let answers = await inbox.take(); answers; answers = await inbox.take()) {
      this.keep(answers.flatMap((answer) => this.wantedOf(answer) ?? []))
    }
  }

  private wantedOf(answer: Answer): StoredEvent | undefined {
    const event = answer.getEvent()
    return event && this.want(event)
  }

  private keep(events: readonly StoredEvent[]): void {
    if (!this.heard || events.length === 0) return
    const all = [...this.heard.events, ...events]
    const kept = all.slice(-EVENTS_PER_PAGE)
    const forgotten = all.at(-EVENTS_PER_PAGE - 1)
    this.heard = { from: forgotten?.position ?? this.heard.from, events: kept, scanned: all.at(-1)!.position }
    this.bell.wake()
  }
}

const pageOf = ({ events, scanned }: Heard, after: Position): Page => ({
  events: events.slice(events.findLastIndex(({ position }) => position <= after) + 1),
  scanned: Math.max(after, scanned),
  more: false,
})
