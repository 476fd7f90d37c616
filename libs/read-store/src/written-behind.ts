import type { Position } from '@ledger/event-sourcing'
import type { Build, ReadStore, Write } from './read-store.js'
import type { Document } from './view.js'

/** Characters of JSON that are held back. */
const HELD = 16 * 1_048_576
/** Documents a commit: it blocks the event loop. */
const AT_ONCE = 1_000

/** As text, which takes a fraction of the memory that the object would, and is nothing for the garbage collector to walk. */
interface Held {
  readonly json: string | null
  readonly position: Position
}

/**
 * The documents of a build that nobody looks at yet, held back so that one which changes often is written once. Those
 * that have not changed for the longest time are written when there are too many.
 */
export class WrittenBehind {
  /** In order of their last change. */
  private readonly held = new Map<string, Held>()
  private size = 0

  constructor(
    private readonly read: ReadStore,
    private readonly build: Build,
    private readonly limit = HELD,
  ) {}

  /** As the store would have it, had everything been written. */
  async load(
    _: Build,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, { document: Document | null; position: Position }>> {
    const absent = keys.filter((key) => !this.held.has(key))
    const found = new Map(absent.length === 0 ? [] : await this.read.load(this.build, absent))
    for (const key of keys) {
      const own = this.held.get(key)
      if (own) found.set(key, { document: documentOf(own), position: own.position })
    }
    return found
  }

  async put(writes: readonly Write[]): Promise<void> {
    for (const { key, document, position } of writes) {
      this.letGo(key)
      const json = document === null ? null : JSON.stringify(document)
      this.held.set(key, { json, position })
      this.size += sizeOf(key, json)
    }
    while (this.size > this.limit) await this.writeOldest()
  }

  /** Writes all of them. */
  async flush(): Promise<void> {
    while (this.held.size > 0) await this.writeOldest()
  }

  private async writeOldest(): Promise<void> {
    const writes: Write[] = []
    for (const [key, one] of this.held) {
      writes.push({ key, document: documentOf(one), position: one.position })
      if (writes.length === AT_ONCE) break
    }
    await this.read.commit([{ build: this.build, partition: 'rebuild', writes }])
    for (const { key } of writes) this.letGo(key)
    // Others get their turn between two commits.
    await new Promise((resolve) => setImmediate(resolve))
  }

  private letGo(key: string): void {
    const held = this.held.get(key)
    if (!held) return
    this.held.delete(key)
    this.size -= sizeOf(key, held.json)
  }
}

const sizeOf = (key: string, json: string | null): number => key.length + (json?.length ?? 0)

const documentOf = ({ json }: Held): Document | null => (json === null ? null : (JSON.parse(json) as Document))
