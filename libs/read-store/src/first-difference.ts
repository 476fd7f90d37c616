import type { EventStore, Position } from '@ledger/event-sourcing'
import { canonical } from '@ledger/proof-verifier'
import type { Decode } from './projector-options.js'
import type { Build, Entry, ReadStore } from './read-store.js'
import type { Document, View } from './view.js'

const PAGE = 1_000
/** What a document can have behind it has no bound. */
const EVENTS_NAMED = 100

/** An event that a document was made of. */
export interface EventBehind {
  readonly position: Position
  readonly id: string
  readonly type: string
}

/** The first document, by its key, that is not the same in two builds; undefined on one side where it is not there. */
export interface Difference {
  readonly key: string
  readonly lived?: Document
  readonly replayed?: Document
}

/** Goes through both in order of their keys, page by page. */
export async function firstDifference(
  [live, lived]: readonly [ReadStore, Build],
  [scratch, replayed]: readonly [ReadStore, Build],
): Promise<Difference | undefined> {
  const [left, right] = [entriesOf(live, lived), entriesOf(scratch, replayed)]
  for (;;) {
    const [one, other] = [(await left.next()).value, (await right.next()).value]
    if (!one && !other) return undefined
    if (one && other && one.key === other.key) {
      if (canonical(one.document) === canonical(other.document)) continue
      return { key: one.key, lived: one.document, replayed: other.document }
    }
    return one && (!other || one.key < other.key)
      ? { key: one.key, lived: one.document }
      : { key: other!.key, replayed: other!.document }
  }
}

/** The events that touch a key of a view, in order; the first hundred of them. */
export async function eventsBehind(
  events: EventStore,
  decode: Decode,
  view: View,
  key: string,
): Promise<readonly EventBehind[]> {
  const names = new Set(view.reads.map(({ eventName }) => eventName))
  const found: EventBehind[] = []
  for await (const stored of events.readAll()) {
    const [event] = await decode([stored])
    if (!event || !names.has(event.type) || !view.keys(event).includes(key)) continue
    found.push({ position: stored.position, id: stored.id, type: stored.type })
    if (found.length === EVENTS_NAMED) break
  }
  return found
}

async function* entriesOf(read: ReadStore, build: Build): AsyncGenerator<Entry<Document>, undefined> {
  for (let cursor: string | undefined; ;) {
    const page = await read.find<Document>(build, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.entries
    if (page.next === undefined) return undefined
    cursor = page.next
  }
}
