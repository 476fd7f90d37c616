import { unavailable } from './failure.js'

/** So many may be under way at once; the others wait for their turn, in order. */
export class Turns {
  private readonly waiting = new Set<() => void>()
  private free: number

  constructor(atOnce: number) {
    this.free = atOnce
  }

  /**
   * Gives the function that ends the turn.
   * @throws StoreUnavailable where none came in that time
   */
  async take(longestMs: number): Promise<() => void> {
    if (this.free > 0) this.free -= 1
    else await this.next(longestMs)
    return () => this.passOn()
  }

  private async next(longestMs: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = setTimeout(() => {
      this.waiting.delete(resolve)
      reject(unavailable(`too much is asked of it at once; no turn within ${longestMs} ms`))
    }, longestMs)
    this.waiting.add(resolve)
    await promise.finally(() => clearTimeout(late))
  }

  private passOn(): void {
    const [first] = this.waiting
    if (!first) this.free += 1
    else {
      this.waiting.delete(first)
      first()
    }
  }
}
