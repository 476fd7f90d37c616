import { States } from '@ledger/event-sourcing'
import type {
  Codec,
  EventMetadata,
  EventStore,
  PersonalKeys,
  Position,
  SnapshotStore,
  StoredEvent,
} from '@ledger/event-sourcing'
import { LogPlaces } from '@ledger/proof'
import type { TileStore } from '@ledger/proof'
import type { View, Views } from '@ledger/read-store'
import { NoSuchMoment } from './moment.js'
import type { AskedMoment, Bound, Moment } from './moment.js'
import { PastEventStore } from './past-event-store.js'
import type { Scope } from './past-event-store.js'
import { ScratchCache } from './scratch-cache.js'

/** A point in time that questions are answered from: today, or a moment of the past. */
export interface Vantage {
  readonly events: EventStore
  readonly states: States
  readonly views: Views
  /** Missing where it is today. */
  readonly moment?: Moment
  /** From where it is found out where in the log something stands: that is the same whenever one looks. */
  readonly today: Today
}

/** The log and the views as they are now. */
export type Today = Pick<Vantage, 'events' | 'views'>

/** What of the past a question needs: its views, filled from a part of the log. */
export interface Needed extends Scope {
  readonly views: readonly View[]
  /** Names the part: questions that need the same share what was filled. */
  readonly name: string
  /** Where the documents have streams of their own, and not much is said of them elsewhere. */
  readonly own?: OwnStreams
}

export interface OwnStreams {
  /** How their names begin; behind that they are in the order of the documents, and an event there touches one alone. */
  readonly prefix: string
  /** What of an event of another stream concerns one of the documents that it touches. */
  readonly forOne: (event: StoredEvent, key: string) => StoredEvent
}

export interface VantageParts {
  readonly events: EventStore
  readonly codec: Codec
  readonly keys: PersonalKeys
  readonly states: States
  readonly views: Views
  readonly tiles: TileStore
  readonly clock: () => Date
}

/** A past is read once, from its beginning: no snapshot of today says anything of it. */
const noSnapshots: SnapshotStore = { load: async () => undefined, save: async () => undefined }
const REMEMBERED = { streams: 1_000, events: 20_000 }

/** Leads questions to the moment that they ask about. Views of the past are kept for the next question, within bounds. */
export class Vantages {
  private readonly scratch: ScratchCache
  private readonly places: LogPlaces

  constructor(private readonly parts: VantageParts) {
    this.places = new LogPlaces(parts.events, parts.tiles)
    this.scratch = new ScratchCache(parts)
  }

  /**
   * Does some work from a moment; from today where nothing is asked. Views are there until the work is done.
   * @throws NoSuchMoment
   */
  async from<T>(
    asked: AskedMoment | undefined,
    needed: Needed | undefined,
    work: (vantage: Vantage) => Promise<T>,
  ): Promise<T> {
    const { events: log, states: now, views } = this.parts
    const today = { events: log, views }
    if (!asked) return work({ ...today, states: now, today })
    const { bound, moment } = await this.find(asked)
    const events = new PastEventStore(log, bound)
    const states = new States(events, this.parts.codec, noSnapshots, REMEMBERED)
    const past = { events, states, moment, today }
    if (!needed) return work({ ...past, views: nothing })
    return this.scratch.during(bound, needed, (views) => work({ ...past, views }))
  }

  /** Removes every past that is kept. */
  close(): Promise<void> {
    return this.scratch.close()
  }

  private async find(asked: AskedMoment): Promise<{ bound: Bound; moment: Moment }> {
    const { asOf, knownAt } = asked
    for (const field of ['asOf', 'knownAt'] as const)
      if ((asked[field] ?? '') > this.parts.clock().toISOString())
        throw new NoSuchMoment('in-the-future', field, 'lies in the future, of which the ledger knows nothing yet')
    const position = await this.positionOf(asked)
    const until = position ?? (await this.parts.events.head()) ?? 0
    return {
      bound: { until, ...(asOf === undefined ? {} : { occurredBy: asOf }) },
      moment: {
        ...(knownAt === undefined ? {} : { knownAt }),
        ...(position === undefined ? {} : { knownAtPosition: position }),
        ...(asOf === undefined ? {} : { asOf }),
      },
    }
  }

  private async positionOf({ knownAt, knownAtPosition, revision }: AskedMoment): Promise<Position | undefined> {
    if (knownAt !== undefined) return this.lastBy(knownAt)
    if (revision !== undefined) return this.ofRevision(revision)
    if (knownAtPosition === undefined) return undefined
    const head = (await this.parts.events.head()) ?? 0
    if (knownAtPosition <= head) return knownAtPosition
    throw new NoSuchMoment('in-the-future', 'knownAtPosition', `lies behind the end of the log, which is at ${head}`)
  }

  private async lastBy(moment: string): Promise<Position> {
    const found = await this.places.lastBy(moment)
    if (found !== undefined) return found
    const since = await this.firstRecordedAt()
    const message = since ? `lies before the first event, which was recorded at ${since}` : 'nothing is recorded yet'
    throw new NoSuchMoment('before-the-first-event', 'knownAt', message)
  }

  private async firstRecordedAt(): Promise<string | undefined> {
    for await (const { metadata } of this.parts.events.readAll({ limit: 1 }))
      return (metadata as EventMetadata).recordedAt
    return undefined
  }

  private async ofRevision({ stream, revision }: NonNullable<AskedMoment['revision']>): Promise<Position> {
    for await (const event of this.parts.events.readStream(stream, { from: revision, limit: 1 }))
      if (event.revision === revision) return event.position
    throw new NoSuchMoment('revision-unknown', 'revision', 'is no revision that there has been')
  }
}

/** A question that needs no view of the past asks none. */
const nothing = {
  of(): never {
    throw new Error('this question was asked of a view that it did not name')
  },
} as unknown as Views
