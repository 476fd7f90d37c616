import type { Position } from '@ledger/event-sourcing'
import type { Build, ReadStore, Write } from './read-store.js'
import type { Document } from './view.js'

/** Bytes of JSON that are held back, about; as objects they take some three times as much. */
const HELD_BYTES = 24 * 1_048_576
/** Documents a commit: it blocks the event loop. */
const AT_ONCE = 1_000
/** Every so many documents one is measured. */
const MEASURED = 64

interface Held {
  readonly document: Document | null
  readonly position: Position
}

/**
 * The documents of a build that nobody looks at yet, held back so that one which changes often is written once. Those
 * that have not changed for the longest time are written when there are too many.
 */
export class WrittenBehind {
  /** In order of their last change. */
  private readonly held = new Map<string, Held>()
  private changes = 0
  private averageBytes = 0

  constructor(
    private readonly read: ReadStore,
    private readonly build: Build,
  ) {}

  /** As the store would have it, had everything been written. */
  async load(_: Build, keys: readonly string[]): Promise<ReadonlyMap<string, Held>> {
    const absent = keys.filter((key) => !this.held.has(key))
    const found = new Map(absent.length === 0 ? [] : await this.read.load(this.build, absent))
    for (const key of keys) {
      const own = this.held.get(key)
      if (own) found.set(key, own)
    }
    return found
  }

  async put(writes: readonly Write[]): Promise<void> {
    for (const { key, document, position } of writes) {
      this.held.delete(key)
      this.held.set(key, { document, position })
      if ((this.changes += 1) % MEASURED === 1) this.measure(document)
    }
    while (this.held.size * this.averageBytes > HELD_BYTES) await this.writeOldest()
  }

  /** Writes all of them. */
  async flush(): Promise<void> {
    while (this.held.size > 0) await this.writeOldest()
  }

  private async writeOldest(): Promise<void> {
    const writes: Write[] = []
    for (const [key, one] of this.held) {
      writes.push({ key, ...one })
      if (writes.length === AT_ONCE) break
    }
    await this.read.commit([{ build: this.build, partition: 'rebuild', writes }])
    for (const { key } of writes) this.held.delete(key)
    // Others get their turn between two commits.
    await new Promise((resolve) => setImmediate(resolve))
  }

  /** A moving average, for documents grow. */
  private measure(document: Document | null): void {
    const bytes = document === null ? 0 : JSON.stringify(document).length
    this.averageBytes += (bytes - this.averageBytes) / Math.min(this.changes, MEASURED)
  }
}
