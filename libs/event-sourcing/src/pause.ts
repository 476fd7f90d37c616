import { setTimeout } from 'node:timers/promises'

/** Waits so many milliseconds; ends early, and quietly, where the signal aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined)
