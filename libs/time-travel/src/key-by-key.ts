import { pagesOf } from '@ledger/event-sourcing'
import type { Codec, Recorded, StoredEvent } from '@ledger/event-sourcing'
import { FoldFailed } from '@ledger/read-store'
import type { Build, Document, ReadStore, View, Write } from '@ledger/read-store'

/** What a view is filled from whose documents have streams of their own. */
export interface KeyByKey {
  readonly codec: Codec
  readonly view: View
  /** An empty one. */
  readonly read: ReadStore
  /** One stream after the other, in the order of the documents: an event there touches the document of its stream alone. */
  readonly own: AsyncIterable<readonly StoredEvent[]>
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
  const sides = [new Side(ofOwn(parts)), new Side(ofAside(parts))]
  try {
    for await (const writes of documents(view, sides)) await read.commit([{ build, partition: ASIDE.view, writes }])
  } finally {
    await Promise.all(sides.map((side) => side.close()))
  }
  await read.drop(ASIDE)
  await read.goLive(build)
}

/** Each key with what was touched of it on all sides, in the order of the log; each side is in order of the keys. */
async function* documents(view: View, sides: readonly Side[]): AsyncGenerator<readonly Write[]> {
  let page: Write[] = []
  for (;;) {
    for (const side of sides) if (side.isThrough) await side.readOn()
    const key = leastOf(sides)
    if (key === undefined) break
    const events: Recorded[] = []
    for (const side of sides)
      for (; side.head?.key === key;) {
        events.push(side.head.event)
        side.pass()
        if (side.isThrough) await side.readOn()
      }
    const write = folded(view, key, inOrderOfLog(events))
    if (write) page.push(write)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  yield page
}

function leastOf(sides: readonly Side[]): string | undefined {
  let least: string | undefined
  for (const { head } of sides) if (head && (least === undefined || head.key < least)) least = head.key
  return least
}

/** Most have one source, and are in order. */
function inOrderOfLog(events: Recorded[]): readonly Recorded[] {
  const isInOrder = events.every(({ position }, at) => at === 0 || events[at - 1]!.position < position)
  return isInOrder ? events : events.sort((one, other) => one.position - other.position)
}

/** What touches documents, in order of their keys: it comes in pages, and is gone through one by one without waiting. */
class Side {
  private page: readonly Touch[] = []
  private at = 0
  private ended = false
  private last = ''

  constructor(private readonly pages: AsyncGenerator<readonly Touch[], void>) {}

  /** Lets go of what it reads from, also where its end was not come to. */
  async close(): Promise<void> {
    await this.pages.return()
  }

  /** Undefined at the end. */
  get head(): Touch | undefined {
    return this.page[this.at]
  }

  /** Whether it must be read on before there is a head. */
  get isThrough(): boolean {
    return this.at >= this.page.length && !this.ended
  }

  pass(): void {
    this.at += 1
  }

  async readOn(): Promise<void> {
    while (this.isThrough) {
      const next = await this.pages.next()
      this.ended = next.done === true
      this.page = next.done === true ? [] : next.value
      this.at = 0
      for (const { key } of this.page) {
        if (key < this.last) throw new Error(`the stream of ${key} comes after that of ${this.last}`)
        this.last = key
      }
    }
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

async function* ofOwn({ codec, view, own }: KeyByKey): AsyncGenerator<readonly Touch[]> {
  for await (const page of own) yield await touchedBy(codec, view, page)
}

async function* ofAside({ codec, read }: KeyByKey): AsyncGenerator<readonly Touch[]> {
  for (let cursor: string | undefined; ;) {
    const page = await read.find<StoredEvent>(ASIDE, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    const events = await codec.decode(page.entries.map(({ document }) => document))
    yield events.flatMap((event, at) => (event ? [{ key: page.entries[at]!.key.slice(0, -PLACES - 1), event }] : []))
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
