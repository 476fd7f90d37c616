import type { EventMetadata, Position, Recorded, StoredEvent } from '@ledger/event-sourcing'
import type { HistoryParts } from './reading.js'
import { Telling } from './telling.js'
import type { HistoryItem } from './telling.js'

/** Events that are looked through for consequences at a time, and consequences that are told at a time. */
const LOOKED_THROUGH = 20_000
const TOLD = 200
/** A chain of causes is followed as far as this; one that is longer goes in a circle. */
const DEEPEST = 100

/** A consequence, and the position of the event that it follows from. */
export type Consequence = HistoryItem & { readonly follows: number }

/** Why something happened, and what came of it. */
export interface Causes {
  readonly event: HistoryItem
  /** What brought it about, the nearest first; the last of them was recorded by the request. */
  readonly above: readonly HistoryItem[]
  /** The request at the beginning: its command, and who gave it. */
  readonly request: { readonly commandId: string; readonly correlationId: string; readonly who: string }
  /** What it brought about, in order; each says which event it follows from. */
  readonly below: readonly Consequence[]
  /** The list below ends here for now: ask with `after` to see what else the log holds. */
  readonly next?: string
}

/** The causation tree of an event: up to its request, and down as far as a page goes. */
export async function causesOf(
  parts: HistoryParts,
  stored: StoredEvent,
  after: Position = stored.position,
): Promise<Causes> {
  const telling = new Telling(parts)
  const [event] = await telling.decoded([stored])
  const above = await chainOf(telling, event!)
  const first = above.at(-1) ?? event!
  const { below, next } = await consequencesOf(parts, telling, event!, after)
  const items = await telling.items([...below.map((one) => one.event)])
  return {
    event: (await telling.items([stored]))[0]!,
    above: await itemsOf(telling, parts, above),
    request: requestOf(first),
    below: items.map((item, at) => ({ ...item, follows: below[at]!.follows })),
    ...(next === undefined ? {} : { next: String(next) }),
  }
}

const requestOf = ({ metadata: { commandId, $correlationId: correlationId, actor: who } }: Recorded) => ({
  commandId,
  correlationId,
  who,
})

async function itemsOf(telling: Telling, { events }: HistoryParts, above: readonly Recorded[]) {
  const stored: StoredEvent[] = []
  for (const { stream, revision } of above)
    for await (const event of events.readStream(stream, { from: revision, limit: 1 })) stored.push(event)
  return telling.items(stored)
}

async function chainOf(telling: Telling, event: Recorded): Promise<readonly Recorded[]> {
  const chain: Recorded[] = []
  for (let cause = await telling.causeOf(event); cause && chain.length < DEEPEST; cause = await telling.causeOf(cause))
    chain.push(cause)
  return chain
}

interface Found {
  readonly below: readonly { readonly event: StoredEvent; readonly follows: number }[]
  readonly next?: Position
}

/** Whatever follows from an event stands behind it in the log, in the same conversation. */
async function consequencesOf(
  { events }: HistoryParts,
  telling: Telling,
  root: Recorded,
  after: Position,
): Promise<Found> {
  const conversations = new Set([root.metadata.$correlationId, (root.data as { work?: string } | undefined)?.work])
  const below: { event: StoredEvent; follows: number }[] = []
  let last = after
  for await (const event of events.readAll({ from: after, limit: LOOKED_THROUGH + 1 })) {
    last = event.position
    if (event.position === after || !conversations.has((event.metadata as EventMetadata).$correlationId)) continue
    const chain = await chainOf(telling, event as unknown as Recorded)
    if (!chain.some(({ id }) => id === root.id)) continue
    below.push({ event, follows: chain[0]!.position })
    if (below.length === TOLD) break
  }
  const head = (await events.head()) ?? 0
  return { below, ...(last < head ? { next: last } : {}) }
}
