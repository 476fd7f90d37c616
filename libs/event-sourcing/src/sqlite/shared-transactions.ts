import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { whenFree } from './failure.js'

interface Waiting {
  readonly work: () => unknown
  readonly resolve: (result: never) => void
  readonly reject: (error: unknown) => void
}

/** Bounds of one transaction: it blocks the event loop. */
const PER_TRANSACTION = 256

/**
 * Small pieces of work that come in one turn of the event loop share a transaction: to begin and to end one, with its
 * locks, costs more than what most of them do.
 */
export class SharedTransactions {
  private readonly waiting: Waiting[] = []
  private readonly begin: StatementSync
  private readonly commit: StatementSync
  private flushing: Promise<void> | undefined

  constructor(
    private readonly database: DatabaseSync,
    begin: 'BEGIN' | 'BEGIN IMMEDIATE',
  ) {
    this.begin = database.prepare(begin)
    this.commit = database.prepare('COMMIT')
  }

  /** Carries out work, in order. @throws StoreUnavailable; then nothing of it is written. */
  run<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ work, resolve, reject })
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
      await this.carryOut(this.waiting.splice(0, PER_TRANSACTION))
    }
    this.flushing = undefined
  }

  private async carryOut(group: readonly Waiting[]): Promise<void> {
    const [first, ...others] = group
    if (others.length === 0) return alone(first!)
    try {
      const results = await whenFree(() => this.transaction(group))
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as never)
    } catch {
      // One of them may be to blame; the others shall not suffer for it.
      for (const one of group) await alone(one)
    }
  }

  private transaction(group: readonly Waiting[]): readonly unknown[] {
    this.begin.run()
    try {
      const results = group.map(({ work }) => work())
      this.commit.run()
      return results
    } finally {
      if (this.database.isTransaction) this.database.exec('ROLLBACK')
    }
  }
}

/** A statement by itself is a transaction of its own. */
async function alone({ work, resolve, reject }: Waiting): Promise<void> {
  try {
    resolve((await whenFree(work)) as never)
  } catch (error) {
    reject(error)
  }
}
