import { Bell } from '../following/bell.js'

/**
 * Wakes subscribers when there may be something new: at once after a commit of this store, and by looking every
 * `pollMs` for commits of others. The timer runs, and keeps the process alive, only while somebody sleeps.
 */
export class Wakes extends Bell {
  private timer: NodeJS.Timeout | undefined
  private version: number | undefined

  constructor(
    private readonly dataVersion: () => number,
    private readonly pollMs: number,
  ) {
    super()
  }

  override async next(ticket: number, signal: AbortSignal): Promise<void> {
    const woken = super.next(ticket, signal)
    if (this.awaited) this.timer ??= setInterval(() => this.poll(), this.pollMs)
    await woken
    if (!this.awaited) this.rest()
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
