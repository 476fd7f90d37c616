import type { Recorded, StoredEvent } from '@ledger/event-sourcing'
import { Work } from '@ledger/work'
import { LRUCache } from 'lru-cache'
import { Approvals } from './approvals.js'
import type { Approval } from './approvals.js'
import { nameOf } from './reading.js'
import type { HistoryParts } from './reading.js'
import { wordsOf } from './words/words.js'

/** An event that brought another one about. */
export interface Cause {
  readonly position: number
  readonly id: string
  readonly type: string
  readonly words: string
}

/** An event as a history tells it. What was said of a person stands open, or as `{ erased: true }` where it is erased. */
export interface HistoryItem {
  readonly position: number
  readonly id: string
  readonly stream: string
  readonly revision: number
  /** The kind of event, without its version: `CampaignApproved`. */
  readonly type: string
  /** One sentence. */
  readonly words: string
  /** As the token named them; `process:…` for what follows by itself. */
  readonly who: string
  /** When it happened in the world. */
  readonly occurredAt: string
  /** When the ledger learned of it. */
  readonly recordedAt: string
  readonly reason?: string
  /** The named source that it was taken over from. */
  readonly source?: string
  /** On whose approval: of the plan that was in force. Missing for what needs none. */
  readonly approval?: Approval
  /** The event that brought it about; missing where that was a request. */
  readonly cause?: Cause
  /** The command that recorded it. */
  readonly commandId: string
  /** The same for everything that follows from one request. */
  readonly correlationId: string
  readonly data: unknown
}

const PAGE = 200

/** Tells events: what they hold, in words, on whose approval, and why. One per question; it remembers what it has looked up. */
export class Telling {
  private readonly approvals: Approvals
  private readonly causes = new LRUCache<string, Promise<{ found?: Recorded }>>({ max: 5_000 })

  constructor(private readonly parts: HistoryParts) {
    this.approvals = new Approvals(parts.events, parts.codec)
  }

  /** In the order in which they come, a page of them at a time. */
  async *told(events: AsyncIterable<StoredEvent>): AsyncGenerator<HistoryItem> {
    let page: StoredEvent[] = []
    for await (const event of events) {
      page.push(event)
      if (page.length < PAGE) continue
      yield* await this.items(page)
      page = []
    }
    yield* await this.items(page)
  }

  async items(events: readonly StoredEvent[]): Promise<readonly HistoryItem[]> {
    const items: HistoryItem[] = []
    for (const event of await this.decoded(events)) items.push(await this.item(event))
    return items
  }

  /** The event that brought another one about; undefined where that was a request. */
  async causeOf({ metadata: { $causationId, commandId } }: Pick<Recorded, 'metadata'>): Promise<Recorded | undefined> {
    if ($causationId === commandId) return undefined
    const known = this.causes.get($causationId) ?? this.lookUp($causationId)
    this.causes.set($causationId, known)
    return (await known).found
  }

  async decoded(events: readonly StoredEvent[]): Promise<readonly Recorded[]> {
    const known = await this.parts.codec.decode(events)
    return events.map((event, at) => known[at] ?? ({ ...event, type: nameOf(event.type) } as Recorded))
  }

  private async item(event: Recorded): Promise<HistoryItem> {
    const { position, id, stream, revision, type, metadata, data } = event
    const { actor: who, occurredAt, recordedAt, reason, source, commandId, $correlationId: correlationId } = metadata
    const approval = await this.approvals.behind(event)
    const cause = await this.causeOf(event)
    return {
      position,
      id,
      stream,
      revision,
      type,
      words: wordsOf(event),
      who,
      occurredAt,
      recordedAt,
      ...(reason === undefined ? {} : { reason }),
      ...(source === undefined ? {} : { source }),
      ...(approval && { approval }),
      ...(cause && { cause: { position: cause.position, id: cause.id, type: cause.type, words: wordsOf(cause) } }),
      commandId,
      correlationId,
      data,
    }
  }

  /** By its id; what bulk work brings about names the work, which its first event stands for. */
  private async lookUp(id: string): Promise<{ found?: Recorded }> {
    const stored = (await this.firstOfWork(id)) ?? (await this.parts.places.byId(id))
    const [found] = stored ? await this.decoded([stored]) : []
    return found ? { found } : {}
  }

  private async firstOfWork(work: string): Promise<StoredEvent | undefined> {
    for await (const event of this.parts.events.readStream(Work.stream({ work }), { limit: 1 })) return event
    return undefined
  }
}
