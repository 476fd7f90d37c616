import type { Load } from './load/load.js'

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Looks again and again until something is so; false where it is not in time. What throws is not so yet. */
export async function comesTrue(condition: () => Promise<boolean> | boolean, patienceMs = 20_000): Promise<boolean> {
  const until = performance.now() + patienceMs
  for (;;) {
    if (
      await Promise.resolve()
        .then(condition)
        .catch(() => false)
    )
      return true
    if (performance.now() > until) return false
    await pause(20)
  }
}

/** Lets the load run for as long as the work takes. */
export async function during<T>(load: Load, route: () => string, work: () => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const running = load.run(route, stop.signal)
  try {
    return await work()
  } finally {
    stop.abort()
    await running
  }
}
