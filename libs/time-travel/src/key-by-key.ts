import type { Codec, Recorded, StoredEvent } from '@ledger/event-sourcing'
import { FoldFailed } from '@ledger/read-store'
import type { Build, Document, ReadStore, View, Write } from '@ledger/read-store'
import { pagesOf } from './pages-of.js'

/** What a view is filled from whose documents have streams of their own. */
export interface KeyByKey {
  readonly codec: Codec
  readonly view: View
  /** An empty one. */
  readonly read: ReadStore
  /** One stream after the other, in the order of the documents: an event there touches the document of its stream alone. */
  readonly own: AsyncIterable<StoredEvent>
  /** In the order of the log: what else touches them. */
  readonly beside: AsyncIterable<StoredEvent>
  /** What of an event concerns one of the documents that it touches. */
  readonly forOne: (event: StoredEvent, key: string) => StoredEvent
}

/** An event, as it is folded, and one of the keys that it touches. */
interface Touch {
  readonly key: string
  readonly event: Recorded
}

/** Events that wait for the document which they touch: under its key and their position, as they are stored. */
const ASIDE: Build = { view: 'aside', version: 1, build: 1 }
const PAGE = 500
const PLACES = 16

/**
 * Fills a view document by document, so that each is folded in one go and written once, however many events made it.
 * What stands in other streams is put aside first, in order of the keys. Memory stays flat.
 * @throws FoldFailed at the first event that cannot be folded
 */
export async function fillKeyByKey(parts: KeyByKey): Promise<void> {
  const { view, read } = parts
  const build = { view: view.name, version: view.version, build: 1 }
  await read.create(build, view.indexes)
  await read.create(ASIDE, [])
  await putAside(parts)
  for await (const writes of pagesOf(documents(view, inOrder(ofOwn(parts)), ofAside(parts))))
    await read.commit([{ build, partition: ASIDE.view, writes }])
  await read.drop(ASIDE)
  await read.goLive(build)
}

/** Each key with what was touched of it in both, in the order of the log; both are in order of the keys. */
async function* documents(view: View, ...sides: readonly AsyncGenerator<Touch>[]): AsyncGenerator<Write> {
  const heads = await Promise.all(sides.map(async (side) => (await side.next()).value as Touch | undefined))
  for (;;) {
    const keys = heads.flatMap((head) => head?.key ?? []).toSorted()
    if (keys.length === 0) return
    const [key] = keys as [string]
    const events: Recorded[] = []
    for (const [at, side] of sides.entries())
      for (; heads[at]?.key === key; heads[at] = (await side.next()).value as Touch | undefined)
        events.push(heads[at].event)
    const write = folded(
      view,
      key,
      events.toSorted((one, other) => one.position - other.position),
    )
    if (write) yield write
  }
}

function folded(view: View, key: string, events: readonly Recorded[]): Write | undefined {
  let document: Document | undefined
  for (const event of events) {
    try {
      document = view.fold(document, event, key)
    } catch (error) {
      throw new FoldFailed(view.name, key, event, error)
    }
  }
  return document && { key, document, position: events.at(-1)!.position }
}

async function* ofOwn({ codec, view, own }: KeyByKey): AsyncGenerator<Touch> {
  for await (const page of pagesOf(own))
    for (const { key, event } of await touchedBy(codec, view, page)) yield { key, event }
}

async function* ofAside({ codec, read }: KeyByKey): AsyncGenerator<Touch> {
  for (let cursor: string | undefined; ;) {
    const page = await read.find<StoredEvent>(ASIDE, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    const events = await codec.decode(page.entries.map(({ document }) => document))
    for (const [at, event] of events.entries())
      if (event) yield { key: page.entries[at]!.key.slice(0, -PLACES - 1), event }
    if (page.next === undefined) return
    cursor = page.next
  }
}

async function putAside({ codec, view, read, beside, forOne }: KeyByKey): Promise<void> {
  for await (const page of pagesOf(beside)) {
    const writes: Write[] = []
    for (const { key, event, stored } of await touchedBy(codec, view, page)) {
      const place = `${key} ${String(event.position).padStart(PLACES, '0')}`
      writes.push({ key: place, document: forOne(stored, key), position: event.position })
    }
    await read.commit([{ build: ASIDE, partition: ASIDE.view, writes }])
  }
}

async function touchedBy(codec: Codec, view: View, page: readonly StoredEvent[]) {
  const names = new Set(view.reads.map(({ eventName }) => eventName))
  const touched: (Touch & { readonly stored: StoredEvent })[] = []
  for (const [at, event] of (await codec.decode(page)).entries())
    if (event && names.has(event.type))
      for (const key of view.keys(event)) touched.push({ key, event, stored: page[at]! })
  return touched
}

async function* inOrder(touches: AsyncGenerator<Touch>): AsyncGenerator<Touch> {
  let last = ''
  for await (const touch of touches) {
    if (touch.key < last) throw new Error(`the stream of ${touch.key} comes after that of ${last}`)
    last = touch.key
    yield touch
  }
}
