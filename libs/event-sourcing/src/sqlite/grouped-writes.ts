import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { whenFree } from './failure.js'

interface Waiting {
  readonly write: () => unknown
  readonly resolve: (result: never) => void
  readonly reject: (error: unknown) => void
}

/** Bounds of one transaction: it blocks the event loop. */
const WRITES_PER_TRANSACTION = 256

/** Small writes that come in one turn of the event loop share a transaction, which costs more than all of them. */
export class GroupedWrites {
  private readonly waiting: Waiting[] = []
  private flushing: Promise<void> | undefined

  constructor(private readonly database: DatabaseSync) {}

  /** Carries out a write, in order. @throws StoreUnavailable where the transaction failed: nothing of it is written. */
  run<T>(write: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ write, resolve, reject })
      this.flushing ??= this.flush()
    })
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.flushing
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      await setImmediate()
      await this.write(this.waiting.splice(0, WRITES_PER_TRANSACTION))
    }
    this.flushing = undefined
  }

  private async write(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await whenFree(() => this.transaction(group))
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as never)
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  private transaction(group: readonly Waiting[]): readonly unknown[] {
    this.database.exec('BEGIN IMMEDIATE')
    try {
      const results = group.map(({ write }) => write())
      this.database.exec('COMMIT')
      return results
    } finally {
      if (this.database.isTransaction) this.database.exec('ROLLBACK')
    }
  }
}
