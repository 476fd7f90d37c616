import { mergedStreams } from '@ledger/event-sourcing'
import type {
  Codec,
  EventFilter,
  EventMetadata,
  EventStore,
  Order,
  Position,
  StoredEvent,
} from '@ledger/event-sourcing'
import type { LogPlaces } from '@ledger/proof'
import type { Subject } from './subject.js'

/** What of a history is wanted; instants are ISO 8601 in UTC, to the millisecond. */
export interface Wanted {
  /** The whole log where there is none. */
  readonly subject?: Subject | undefined
  readonly order: Order
  /** The position of the last event of the page before. */
  readonly after?: Position | undefined
  /** Names of kinds of events, without versions. */
  readonly types?: readonly string[] | undefined
  readonly who?: string | undefined
  /** Both included. */
  readonly recordedFrom?: string | undefined
  readonly recordedTo?: string | undefined
  /** Behind the first, up to the second and including it: what lies between two moments of a log. */
  readonly afterPosition?: Position | undefined
  readonly toPosition?: Position | undefined
  /** Occurred later than the first, and no later than the second. */
  readonly occurredAfter?: string | undefined
  readonly occurredBy?: string | undefined
}

export interface HistoryParts {
  readonly events: EventStore
  readonly codec: Codec
  readonly places: LogPlaces
}

/** The events of a history in its order, one by one: memory stays flat whatever it holds. */
export async function* historyOf(parts: HistoryParts, wanted: Wanted): AsyncGenerator<StoredEvent> {
  for await (const event of all(parts, wanted)) {
    if (isBeyond(event, wanted)) return
    if (matches(event, wanted)) yield event
  }
}

/** Whether neither this event nor any that follows in this order lies where is looked. */
const isBeyond = ({ position }: StoredEvent, { order, afterPosition = 0, toPosition = Infinity }: Wanted): boolean =>
  order === 'oldest' ? position > toPosition : position <= afterPosition

/** Whether anything at all is recorded of a subject. */
export async function isKnown(parts: HistoryParts, subject: Subject): Promise<boolean> {
  for await (const _ of mergedStreams(parts.events, subject.sources)) return true
  return false
}

function all(parts: HistoryParts, wanted: Wanted): AsyncIterable<StoredEvent> {
  const { subject, order, after } = wanted
  if (subject && subject.prefix === undefined) return mergedStreams(parts.events, subject.sources, order, after)
  return order === 'oldest' ? forwards(parts, wanted) : backwards(parts, wanted)
}

async function* forwards({ events, codec }: HistoryParts, { subject, after, types }: Wanted) {
  const filter = subject ? streamsOf(subject) : types && { types: codec.storedTypes(types) }
  const options = { ...(after === undefined ? {} : { from: after }), ...(filter ? { filter } : {}) }
  // Reading includes the place where it begins.
  for await (const event of events.readAll(options))
    if (event.position !== after && belongs(event, subject)) yield event
}

async function* backwards({ places }: HistoryParts, { subject, after }: Wanted) {
  for await (const event of places.backwards(after)) if (belongs(event, subject)) yield event
}

const streamsOf = ({ sources, prefix }: Subject): EventFilter => ({
  streamPrefixes: [...sources.map(({ stream }) => stream), ...(prefix === undefined ? [] : [prefix])],
})

/** Streams of others may begin alike. */
const belongs = ({ stream }: StoredEvent, subject: Subject | undefined): boolean =>
  !subject ||
  subject.sources.some((source) => source.stream === stream) ||
  (subject.prefix !== undefined && stream.startsWith(subject.prefix))

function matches({ type, metadata, position }: StoredEvent, wanted: Wanted): boolean {
  const { types, who, recordedFrom, recordedTo, afterPosition = 0, toPosition = Infinity } = wanted
  const { actor, recordedAt, occurredAt } = metadata as EventMetadata
  return (
    (types === undefined || types.includes(nameOf(type))) &&
    (who === undefined || actor === who) &&
    (recordedFrom === undefined || recordedAt >= recordedFrom) &&
    (recordedTo === undefined || recordedAt <= recordedTo) &&
    position > afterPosition &&
    position <= toPosition &&
    (wanted.occurredAfter === undefined || occurredAt > wanted.occurredAfter) &&
    (wanted.occurredBy === undefined || occurredAt <= wanted.occurredBy)
  )
}

/** The name of a kind of event, without its version. */
export const nameOf = (type: string): string => type.replace(/\.v\d+$/, '')
