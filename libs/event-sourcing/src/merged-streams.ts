import type { Position } from './event.js'
import type { EventStore, StoredEvent } from './event-store.js'

/** A stream, or what of it is wanted. */
export interface Source {
  readonly stream: string
  readonly about?: (event: StoredEvent) => boolean
}

export type Order = 'oldest' | 'newest'

/** The events of several streams in one order, behind a position where one is given; memory stays flat. */
export async function* mergedStreams(
  events: EventStore,
  sources: readonly Source[],
  order: Order = 'oldest',
  after?: Position,
): AsyncGenerator<StoredEvent> {
  const readers = sources.map((source) => ofSource(events, source, order, after))
  const heads = await Promise.all(readers.map((reader) => reader.next()))
  const sign = order === 'oldest' ? 1 : -1
  for (;;) {
    let next = -1
    for (const [at, { value }] of heads.entries())
      if (value && (next < 0 || sign * (value.position - heads[next]!.value!.position) < 0)) next = at
    if (next < 0) return
    yield heads[next]!.value!
    heads[next] = await readers[next]!.next()
  }
}

async function* ofSource(
  events: EventStore,
  { stream, about = () => true }: Source,
  order: Order,
  after: Position | undefined,
): AsyncGenerator<StoredEvent, undefined> {
  const direction = order === 'oldest' ? 'forwards' : 'backwards'
  const from = after === undefined ? undefined : await revisionBehind(events, stream, order, after)
  if (from === -1) return undefined
  const options = { direction, ...(from === undefined ? {} : { from }) } as const
  for await (const event of events.readStream(stream, options)) if (about(event)) yield event
  return undefined
}

/** The revision at which to go on behind a position; −1 where nothing is left. Found by halving: positions rise. */
async function revisionBehind(events: EventStore, stream: string, order: Order, after: Position): Promise<number> {
  const head = (await at(events, stream, undefined))?.revision ?? -1
  const wanted = order === 'oldest' ? after + 1 : after
  let [low, high] = [0, head + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((await at(events, stream, middle))!.position < wanted) low = middle + 1
    else high = middle
  }
  if (order === 'newest') return low - 1
  return low > head ? -1 : low
}

async function at(events: EventStore, stream: string, from: number | undefined): Promise<StoredEvent | undefined> {
  const options = from === undefined ? { direction: 'backwards' as const } : { from }
  for await (const event of events.readStream(stream, { ...options, limit: 1 })) return event
  return undefined
}
