/** Does work again and again: a beat that comes while the one before is still at it, as when a store is away, is left out. */
export class Rhythm {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  /** @param work never rejects */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly everyMs: number,
  ) {}

  /** The first beat is at once. */
  start(): void {
    this.timer = setInterval(() => this.beat(), this.everyMs)
    this.beat()
  }

  /** Resolves when the beat under way is over. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }

  private beat(): void {
    this.running ??= this.work().finally(() => (this.running = undefined))
  }
}
