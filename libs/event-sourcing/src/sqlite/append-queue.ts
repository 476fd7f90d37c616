import { setImmediate } from 'node:timers/promises'
import type { AppendRequest } from '../append-request.js'
import type { AppendResult } from '../event-store.js'
import type { Outcome } from './append-transaction.js'
import { whenFree } from './failure.js'

/** Bounds of one transaction: it blocks the event loop and other processes for some ten milliseconds at most. */
const EVENTS_PER_TRANSACTION = 1_024
const BYTES_PER_TRANSACTION = 4_194_304

interface Waiting {
  readonly request: AppendRequest
  readonly resolve: (result: AppendResult) => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: whatever is appended while a transaction is on its way to the disk shares the next one, so that a
 * sync of the disk is paid for by many. Order of appends = order of writing.
 */
export class AppendQueue {
  private readonly waiting: Waiting[] = []
  private flushing: Promise<void> | undefined

  constructor(
    private readonly transaction: (requests: readonly AppendRequest[]) => readonly Outcome[],
    private readonly committed: () => void,
  ) {}

  /** @throws WrongExpectedVersion; StoreUnavailable where the transaction failed */
  add(request: AppendRequest): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject })
      this.flushing ??= this.flush()
    })
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.flushing
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      await setImmediate() // everyone who appends in this turn of the event loop comes along
      await this.write(this.take())
    }
    this.flushing = undefined
  }

  private take(): readonly Waiting[] {
    let taken = 0
    let events = 0
    let bytes = 0
    for (const { request } of this.waiting) {
      events += Math.max(1, request.events.length)
      bytes += request.bytes
      if (taken > 0 && (events > EVENTS_PER_TRANSACTION || bytes > BYTES_PER_TRANSACTION)) break
      taken += 1
    }
    return this.waiting.splice(0, taken)
  }

  private async write(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await whenFree(() => this.transaction(group.map(({ request }) => request)))
      this.committed()
      for (const [index, outcome] of outcomes.entries()) settle(group[index], outcome)
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
}

function settle(waiting: Waiting | undefined, outcome: Outcome): void {
  if (outcome.kind === 'done') waiting?.resolve(outcome.result)
  else waiting?.reject(outcome.error)
}
