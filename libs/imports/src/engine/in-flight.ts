/** Work under way, no more than so much of it at a time. */
export class InFlight {
  private running = 0
  private wake: (() => void) | undefined
  /** The first failure; nothing should be begun after it. */
  failure: unknown

  constructor(private readonly most: number) {}

  /** Begins a piece of work, as soon as there is room for it. The work itself is called before this returns to the caller. */
  async begin(work: () => Promise<void>): Promise<void> {
    while (this.running >= this.most) await this.change()
    this.running += 1
    work()
      .catch((error: unknown) => {
        this.failure ??= error ?? new Error('unknown')
      })
      .finally(() => {
        this.running -= 1
        this.wake?.()
      })
  }

  /** Waits until nothing is under way. */
  async settled(): Promise<void> {
    while (this.running > 0) await this.change()
  }

  private change(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve))
  }
}
