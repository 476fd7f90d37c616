import { LRUCache } from 'lru-cache'
import type { Aggregate, Target } from './aggregate.js'
import type { Codec } from './codec.js'
import type { DomainEvent, Position, Recorded } from './event.js'
import type { EventStore, StoredEvent } from './event-store.js'
import type { Snapshot, SnapshotStore } from './journal.js'
import { sharedReads } from './shared-reads.js'

/** A folded stream: its state after `revision` (−1: no event yet), and the position of that event. */
export interface Folded<S = unknown> {
  readonly state: S
  readonly revision: number
  readonly position: Position | undefined
}

interface Of {
  readonly aggregate: Aggregate
  readonly target: Target
}

/** The state of a stream without events. */
export const noneOf = <S>({ initial }: Aggregate<S>): Folded<S> => ({
  state: initial,
  revision: -1,
  position: undefined,
})

/** How much is kept of states: streams, and events folded into them, for that is what a state's size goes by. */
export interface CacheLimits {
  readonly streams?: number
  readonly events?: number
}

const PAGE = 500
/** A snapshot is worth its bytes when the tail to be read has grown by this share of the stream. */
const SNAPSHOT_SHARE = 0.2
const SNAPSHOT_AT_LEAST = 1_000

/** Folded states of streams: cached by revision within bounds, from snapshots where the stream is long. */
export class States {
  private readonly cache: LRUCache<string, Folded>
  private readonly snapshotAt = new Map<string, number>()
  private readonly read = sharedReads(
    ({ aggregate, target }: Of) => this.fromStore(aggregate, target),
    ({ aggregate, target }) => aggregate.stream(target),
  )

  constructor(
    private readonly events: EventStore,
    private readonly codec: Codec,
    private readonly snapshots: SnapshotStore,
    limits: CacheLimits = {},
  ) {
    // A state grows with its stream. One that alone is over the limit is kept all the same: it would be read again and again.
    const { streams = 20_000, events: folded = 200_000 } = limits
    const weightOf = ({ revision }: Folded) => Math.min(revision + 2, Math.ceil(folded / 4))
    this.cache = new LRUCache({ max: streams, maxSize: folded, sizeCalculation: weightOf })
  }

  /** What was last known of a stream; perhaps no longer the newest. Reads the store only where nothing is known. */
  async known<S>(aggregate: Aggregate<S>, target: Target): Promise<Folded<S>> {
    return this.cached<S>(aggregate.stream(target)) ?? this.current(aggregate, target)
  }

  /** What is known of a stream without asking the store; perhaps no longer the newest. */
  cached<S>(stream: string): Folded<S> | undefined {
    return this.cache.get(stream) as Folded<S> | undefined
  }

  /** The state as the store has it now, read once for all who ask for it at the same time. */
  async current<S>(aggregate: Aggregate<S>, target: Target): Promise<Folded<S>> {
    return (await this.read({ aggregate: aggregate as unknown as Aggregate, target })) as Folded<S>
  }

  /** Takes over the state that an append of this process has led to. */
  keep(aggregate: Aggregate, stream: string, folded: Folded): void {
    this.cache.set(stream, folded)
    const form = aggregate.snapshot
    if (!form || folded.position === undefined) return
    const last = this.snapshotAt.get(stream) ?? 0
    if (folded.revision - last < Math.max(SNAPSHOT_AT_LEAST, folded.revision * SNAPSHOT_SHARE)) return
    this.snapshotAt.set(stream, folded.revision)
    const { revision, position } = folded
    const snapshot = { version: form.version, revision, position, state: form.toJson(folded.state) }
    // A snapshot only saves reading: where it cannot be kept, the stream is read from further back.
    this.snapshots.save(stream, snapshot).catch(() => this.snapshotAt.delete(stream))
  }

  forget(stream: string): void {
    this.cache.delete(stream)
  }

  /** The events after a revision that belong to one of those commands: what an earlier try has written. */
  async written(stream: string, after: number, commands: ReadonlySet<string>): Promise<readonly Recorded[]> {
    const found: Recorded[] = []
    for await (const page of this.pages(stream, after + 1)) {
      found.push(...page.filter((one) => commands.has(one.metadata.commandId)))
    }
    return found
  }

  /** Whether an event stands in a stream at that revision. */
  async holds(stream: string, { id, revision }: { readonly id: string; readonly revision: number }): Promise<boolean> {
    for await (const event of this.events.readStream(stream, { from: revision, limit: 1 }))
      return event.revision === revision && event.id === id
    return false
  }

  foldAll<S>(aggregate: Aggregate<S>, start: Folded<S>, events: readonly Recorded[]): Folded<S> {
    let { state, revision, position } = start
    for (const event of events) {
      state = aggregate.fold(state, event as DomainEvent)
      revision = event.revision
      position = event.position
    }
    return { state, revision, position }
  }

  private async fromStore(aggregate: Aggregate, target: Target): Promise<Folded> {
    const stream = aggregate.stream(target)
    const start = this.cache.get(stream) ?? (await this.fromSnapshot(aggregate, stream)) ?? noneOf(aggregate)
    let folded = start
    for await (const page of this.pages(stream, start.revision + 1)) folded = this.foldAll(aggregate, folded, page)
    if (folded.revision >= 0) this.keep(aggregate, stream, folded)
    return folded
  }

  private async fromSnapshot<S>(aggregate: Aggregate<S>, stream: string): Promise<Folded<S> | undefined> {
    const form = aggregate.snapshot
    if (!form) return undefined
    const snapshot = await this.snapshots.load(stream)
    if (!snapshot || snapshot.version !== form.version || !(await this.isOfLog(stream, snapshot))) return undefined
    this.snapshotAt.set(stream, snapshot.revision)
    return { state: form.fromJson(snapshot.state), revision: snapshot.revision, position: snapshot.position }
  }

  /** A snapshot may be left over from a log that was there before, and went further. */
  private async isOfLog(stream: string, { revision, position }: Snapshot): Promise<boolean> {
    for await (const event of this.events.readStream(stream, { from: revision, limit: 1 }))
      return event.position === position
    return false
  }

  private async *pages(stream: string, from: number): AsyncIterable<readonly Recorded[]> {
    let page: StoredEvent[] = []
    for await (const stored of this.events.readStream(stream, { from })) {
      page.push(stored)
      if (page.length < PAGE) continue
      yield this.decoded(page)
      page = []
    }
    if (page.length > 0) yield this.decoded(page)
  }

  private async decoded(page: readonly StoredEvent[]): Promise<readonly Recorded[]> {
    return (await this.codec.decode(page)).filter((one) => one !== undefined)
  }
}
