import { setTimeout } from 'node:timers/promises'
import { isNativeError } from 'node:util/types'
import { StoreDamaged, StoreUnavailable } from '../event-store.js'

/** Result codes of SQLite, https://www.sqlite.org/rescode.html */
const BUSY = 5
const SHORT_READ = 522
const IN_WORDS: Readonly<Record<number, string>> = {
  5: 'the database is locked by another process',
  8: 'the database cannot be written: it is read-only',
  10: 'the disk failed to read or write',
  13: 'the disk is full',
  14: 'the database file cannot be opened',
}
const DAMAGED: Readonly<Record<number, string>> = {
  11: 'the database file is damaged',
  [SHORT_READ]: 'the database file ends too early',
  26: 'the file is not a database',
}
/** How long a lock of another process is waited for in all; its transactions take milliseconds. */
export const PATIENCE_MS = 5_000
const LONGEST_PAUSE_MS = 20

/** (`instanceof Error` misses what another realm has thrown.) */
const extendedCodeOf = (error: unknown): number | undefined =>
  isNativeError(error) && 'errcode' in error ? Number(error.errcode) : undefined
/** The low byte; but for a file that ends too early the others say more of the same. */
const codeOf = (error: unknown): number | undefined => {
  const code = extendedCodeOf(error)
  return code === undefined || code === SHORT_READ ? code : code & 0xff
}

/** What went wrong, for the caller, with SQLite's own error as its cause. */
export function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error
  const damage = DAMAGED[codeOf(error) ?? -1]
  if (damage !== undefined) return new StoreDamaged(`event store: ${damage}`, { cause: error })
  const known = IN_WORDS[codeOf(error) ?? -1]
  const words = known
    ? `${known} (SQLite ${extendedCodeOf(error)})`
    : isNativeError(error)
      ? error.message
      : String(error)
  return new StoreUnavailable(`event store: ${words}`, { cause: error })
}

/**
 * Does synchronous work on the database, again and again while another process holds the lock. The event loop runs
 * in the pauses, which are random so that two processes do not keep meeting.
 * @throws StoreUnavailable, StoreDamaged
 */
export async function whenFree<T>(work: () => T, patienceMs = PATIENCE_MS): Promise<T> {
  const until = performance.now() + patienceMs
  for (let pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return work()
    } catch (error) {
      if (codeOf(error) !== BUSY || performance.now() > until) throw unavailable(error)
    }
    await setTimeout(pause * (0.5 + Math.random()))
  }
}
