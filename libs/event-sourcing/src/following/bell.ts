/** Wakes those who wait for something new. */
export class Bell {
  private count = 0
  private readonly sleepers = new Set<() => void>()

  /** To be asked for **before** reading: `next` returns at once for whatever happened since. */
  get ticket(): number {
    return this.count
  }

  /** Whether somebody waits. */
  get awaited(): boolean {
    return this.sleepers.size > 0
  }

  wake(): void {
    this.count += 1
    for (const rouse of this.sleepers) rouse()
  }

  /** Resolves when something happened after the ticket was taken, or when the signal aborts. */
  async next(ticket: number, signal: AbortSignal): Promise<void> {
    if (this.count !== ticket || signal.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const rouse = () => resolve()
    this.sleepers.add(rouse)
    signal.addEventListener('abort', rouse)
    await promise
    this.sleepers.delete(rouse)
    signal.removeEventListener('abort', rouse)
  }
}
