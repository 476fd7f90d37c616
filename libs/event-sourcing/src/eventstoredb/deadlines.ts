import { unavailable } from './failure.js'

/** Milliseconds: how long a single answer is waited for, and how long it is tried again. */
export interface Patience {
  readonly answerMs: number
  /** The same for a search through the log, in which the server may pass over millions of events of others in silence. */
  readonly scanMs: number
  readonly againMs: number
}

/** The server itself gives up a write after 2 s; a little later it is certain that none of a first try is under way. */
const ANSWER_MS = 3_000
const SCAN_MS = 60_000
/** Twice as long as one answer: a server that has just come back gets another chance. */
const AGAIN = 2

/** As the connection string says it: `defaultDeadline` is for a single answer. */
export function patienceOf(url: string): Patience {
  const said = /[?&]default[_-]?deadline=(\d+)/i.exec(url)?.[1]
  const answerMs = Number(said ?? ANSWER_MS)
  return { answerMs, scanMs: Math.max(SCAN_MS, answerMs), againMs: AGAIN * answerMs }
}

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

const SILENT = Symbol('silent')

/**
 * Waits for work that may take long. Where it is silent for a while, the server is asked for a sign of life, again and again.
 * @throws what the asking throws: the server answers nobody any more
 */
export async function whileAlive<T>(work: Promise<T>, everyMs: number, ask: () => Promise<void>): Promise<T> {
  for (;;) {
    const { promise: silence, resolve } = Promise.withResolvers<typeof SILENT>()
    const timer = setTimeout(() => resolve(SILENT), everyMs)
    try {
      const first = await Promise.race([work, silence])
      if (first !== SILENT) return first
    } finally {
      clearTimeout(timer)
    }
    await ask()
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
