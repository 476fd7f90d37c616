import { mergedStreams } from '@ledger/event-sourcing'
import type { Codec, EventFilter, EventMetadata, Order, Position, StoredEvent } from '@ledger/event-sourcing'
import type { LogPlaces } from '@ledger/proof'
import type { Today } from '@ledger/time-travel'
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

export interface HistoryParts extends Today {
  readonly codec: Codec
  readonly places: LogPlaces
}

/** The events of a history in its order, one by one: memory stays flat whatever it holds. */
export async function* historyOf(parts: HistoryParts, wanted: Wanted): AsyncGenerator<StoredEvent> {
  for await (const event of all(parts, narrowed(wanted), wanted.toPosition)) {
    if (isBeyond(event, wanted)) return
    if (matches(event, wanted)) yield event
  }
}

/** A part of a history, and where it goes on; a page without events may have pages behind it. */
export interface HistoryPage {
  readonly events: readonly StoredEvent[]
  readonly next?: Position
}

/** What a page looks at, however rare it is what is wanted: some tenths of a second. */
const LOOKED_AT_MOST = 50_000

/** So many events of a history, or as many of them as are found in a stretch of the log. */
export async function pageOf(
  parts: HistoryParts,
  wanted: Wanted,
  limit: number,
  lookedAtMost = LOOKED_AT_MOST,
): Promise<HistoryPage> {
  const from = narrowed(wanted)
  const { toPosition = Infinity } = wanted
  const isForwards = from.order === 'oldest' && !isOfStreams(from)
  const stretch = isForwards ? await parts.places.ahead(from.after, lookedAtMost) : undefined
  const events: StoredEvent[] = []
  let [looked, last] = [0, from.after]
  for await (const event of all(parts, from, Math.min(stretch ?? Infinity, toPosition))) {
    if (isBeyond(event, wanted)) return { events }
    // One more is looked at, so that the last page says that it is the last.
    if (looked === lookedAtMost) return { events, next: last! }
    if (matches(event, wanted)) {
      if (events.length === limit) return { events, next: events.at(-1)!.position }
      events.push(event)
    }
    looked += 1
    last = event.position
  }
  return { events, ...(stretch !== undefined && stretch < toPosition ? { next: stretch } : {}) }
}

/** Begins where the first that can be wanted stands, instead of where the log does. */
function narrowed(wanted: Wanted): Wanted {
  const { order, after, afterPosition, toPosition } = wanted
  if (order === 'oldest' && afterPosition !== undefined)
    return { ...wanted, after: Math.max(after ?? 0, afterPosition) }
  if (order === 'newest' && toPosition !== undefined)
    return { ...wanted, after: Math.min(after ?? Infinity, toPosition + 1) }
  return wanted
}

/** Whether neither this event nor any that follows in this order lies where is looked. */
const isBeyond = ({ position }: StoredEvent, { order, afterPosition = 0, toPosition = Infinity }: Wanted): boolean =>
  order === 'oldest' ? position > toPosition : position <= afterPosition

/** Whether anything at all is recorded of a subject. */
export async function isKnown(parts: HistoryParts, subject: Subject): Promise<boolean> {
  for await (const _ of ofStreams(parts, subject)) return true
  return false
}

function all(parts: HistoryParts, wanted: Wanted, until: Position | undefined): AsyncIterable<StoredEvent> {
  const { subject, order, after } = wanted
  if (subject && isOfStreams(wanted)) return ofStreams(parts, subject, order, after)
  return order === 'oldest' ? forwards(parts, wanted, until) : backwards(parts, wanted)
}

async function* ofStreams(today: Today, { sources, beside }: Subject, order?: Order, after?: Position) {
  yield* mergedStreams(today.events, [...sources, ...((await beside?.(today)) ?? [])], order, after)
}

/** Whether it is read from a few streams, instead of along the log. */
const isOfStreams = ({ subject }: Wanted): boolean => subject !== undefined && subject.prefix === undefined

async function* forwards({ events, codec, places }: HistoryParts, wanted: Wanted, until: Position | undefined) {
  const { subject, after = 0, types } = wanted
  const filter = subject ? streamsOf(subject) : types && { types: codec.storedTypes(types) }
  const from = after === 0 ? undefined : await places.atOrBefore(after)
  const options = {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined || until === Infinity ? {} : { until }),
    ...(filter ? { filter } : {}),
  }
  for await (const event of events.readAll(options)) if (event.position > after && belongs(event, subject)) yield event
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
