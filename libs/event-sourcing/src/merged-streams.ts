import type { Position } from './event.js'
import type { EventStore, StoredEvent } from './event-store.js'

/** A stream, or what of it is wanted. */
export interface Source {
  readonly stream: string
  readonly about?: (event: StoredEvent) => boolean
  /** Where what is wanted stands, as far as that is known: then no more than this and what lies behind is read. */
  readonly known?: Known
}

export interface Known {
  /** Rising. */
  readonly revisions: readonly number[]
  /** The last revision that was looked at. */
  readonly through: number
}

export type Order = 'oldest' | 'newest'

/** Events; each page is longer than the one before, up to the last. */
const [FIRST_PAGE, LONGEST_PAGE, GROWTH] = [32, 1_024, 4]

/**
 * The events of several streams in one order, behind a position where one is given; memory stays flat. They are read in
 * pages: whoever takes them slowly holds no read open, of which a server has only so many.
 */
export async function* mergedStreams(
  events: EventStore,
  sources: readonly Source[],
  order: Order = 'oldest',
  after?: Position,
): AsyncGenerator<StoredEvent> {
  const readers = sources.map((source) => ofSource(events, source, order, after))
  const sign = order === 'oldest' ? 1 : -1
  try {
    const heads = await Promise.all(readers.map((reader) => reader.next()))
    for (;;) {
      let next = -1
      for (const [at, { value }] of heads.entries())
        if (value && (next < 0 || sign * (value.position - heads[next]!.value!.position) < 0)) next = at
      if (next < 0) return
      yield heads[next]!.value!
      heads[next] = await readers[next]!.next()
    }
  } finally {
    // Whoever has seen enough leaves before their end: a store has room for so many open reads, and no more.
    await Promise.all(readers.map((reader) => reader.return(undefined)))
  }
}

async function* ofSource(
  events: EventStore,
  source: Source,
  order: Order,
  after: Position | undefined,
): AsyncGenerator<StoredEvent, undefined> {
  const { about = () => true } = source
  for await (const event of order === 'oldest' ? forwards(events, source, after) : backwards(events, source, after))
    if (about(event)) yield event
  return undefined
}

async function* forwards(events: EventStore, { stream, known }: Source, after: Position | undefined) {
  const from = after === undefined ? 0 : 1 + (await lastRevisionBefore(events, stream, after + 1))
  const revisions = known?.revisions.filter((one) => one >= from)
  const found = revisions && events.readRevisions(stream, revisions)
  if (found) yield* found
  yield* ahead(events, stream, found && known ? Math.max(from, known.through + 1) : from)
}

async function* backwards(events: EventStore, { stream, known }: Source, before: Position | undefined) {
  const last =
    before === undefined ? await lastRevision(events, stream) : await lastRevisionBefore(events, stream, before)
  const revisions = known?.revisions.filter((one) => one <= last).toReversed()
  const found = revisions && events.readRevisions(stream, revisions)
  yield* back(events, stream, last, found && known ? known.through : -1)
  if (found) yield* found
}

/** From a revision on, including it. */
async function* ahead(events: EventStore, stream: string, start: number): AsyncGenerator<StoredEvent> {
  for (let [from, limit] = [start, FIRST_PAGE]; ; limit = longer(limit)) {
    const page = await Array.fromAsync(events.readStream(stream, { from, limit }))
    yield* page
    if (page.length < limit) return
    from = page.at(-1)!.revision + 1
  }
}

/** From a revision on, including it, back to that behind another one. */
async function* back(events: EventStore, stream: string, start: number, end: number): AsyncGenerator<StoredEvent> {
  for (let [from, limit] = [start, FIRST_PAGE]; from > end; limit = longer(limit)) {
    const options = { direction: 'backwards', from, limit: Math.min(limit, from - end) } as const
    const page = await Array.fromAsync(events.readStream(stream, options))
    yield* page
    from = (page.at(-1)?.revision ?? 0) - 1
  }
}

const longer = (limit: number): number => Math.min(GROWTH * limit, LONGEST_PAGE)

/** −1 where there is none. */
const lastRevision = async (events: EventStore, stream: string): Promise<number> =>
  (await at(events, stream, undefined))?.revision ?? -1

/** The revision of the last event of a stream before a position; −1 where there is none. Found by halving: positions rise. */
export async function lastRevisionBefore(events: EventStore, stream: string, position: Position): Promise<number> {
  const last = await at(events, stream, undefined)
  if (!last || last.position < position) return last?.revision ?? -1
  let [low, high] = [0, last.revision]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((await at(events, stream, middle))!.position < position) low = middle + 1
    else high = middle
  }
  return low - 1
}

async function at(events: EventStore, stream: string, from: number | undefined): Promise<StoredEvent | undefined> {
  const options = from === undefined ? { direction: 'backwards' as const } : { from }
  for await (const event of events.readStream(stream, { ...options, limit: 1 })) return event
  return undefined
}
