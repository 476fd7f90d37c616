/** How long whoever watches over a service waits for what it says of itself: probes and scrapes give up soon. */
const SOON_MS = 3_000

/** @throws Error where it takes longer, as with a store that does not answer; the work goes on, and nobody waits for it */
export async function soon<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${SOON_MS} ms`)), SOON_MS)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
