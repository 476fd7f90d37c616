import { unavailable } from './failure.js'

/** Milliseconds: how long a single answer is waited for, and how long it is tried again. */
export interface Patience {
  readonly answerMs: number
  /** The same for a search through the log, in which the server may pass over millions of events of others in silence. */
  readonly scanMs: number
  readonly againMs: number
}

/** The server itself gives up a write after 2 s; a little later it is certain that none of a first try is under way. */
export const PATIENCE: Patience = { answerMs: 3_000, scanMs: 60_000, againMs: 6_000 }

const SHORTEST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 5_000

/**
 * The client keeps no deadline on the calls that are used here, so each has a timer of its own.
 * @throws StoreUnavailable when it has run out
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(unavailable(`no answer within ${ms} ms`)), ms)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Longer after every failure, and random, so that those who failed together do not come back together. */
export async function pause(failures: number, signal?: AbortSignal): Promise<void> {
  const ms = Math.min(SHORTEST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random())
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const end = () => resolve()
  signal?.addEventListener('abort', end)
  await promise
  clearTimeout(timer)
  signal?.removeEventListener('abort', end)
}
