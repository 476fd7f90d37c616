/**
 * Wakes subscribers when there may be something new: at once after a commit of this store, and by looking every
 * `pollMs` for commits of others. The timer runs, and keeps the process alive, only while somebody sleeps.
 */
export class Wakes {
  private count = 0
  private readonly sleepers = new Set<() => void>()
  private timer: NodeJS.Timeout | undefined
  private version: number | undefined

  constructor(
    private readonly dataVersion: () => number,
    private readonly pollMs: number,
  ) {}

  /** To be asked for **before** reading: `next` returns at once for whatever happened since. */
  get ticket(): number {
    return this.count
  }

  wake(): void {
    this.count += 1
    for (const rouse of this.sleepers) rouse()
  }

  /** Resolves when something was written after the ticket was taken, or when the signal aborts. */
  async next(ticket: number, signal: AbortSignal): Promise<void> {
    if (this.count !== ticket || signal.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const rouse = () => resolve()
    this.sleepers.add(rouse)
    signal.addEventListener('abort', rouse)
    this.timer ??= setInterval(() => this.poll(), this.pollMs)
    await promise
    this.sleepers.delete(rouse)
    signal.removeEventListener('abort', rouse)
    if (this.sleepers.size === 0) this.rest()
  }

  private rest(): void {
    clearInterval(this.timer)
    this.timer = undefined
  }

  private poll(): void {
    const version = this.look()
    if (version !== undefined && version === this.version) return
    this.version = version
    this.wake()
  }

  /** A timer has nobody to throw to: on an error all are woken and meet it themselves. */
  private look(): number | undefined {
    try {
      return this.dataVersion()
    } catch {
      return undefined
    }
  }
}
