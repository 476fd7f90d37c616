import { persistently } from './persistently.js'
import type { Lasting } from './persistently.js'

/** Work that goes on from `start` to `stop`, begun anew as `persistently` does it. */
export class Ongoing {
  private readonly stopping = new AbortController()
  private running: Promise<void> = Promise.resolve()

  /** @param work says when it has got on, and ends soon after the signal aborts */
  constructor(
    private readonly options: Omit<Lasting, 'signal'>,
    private readonly work: (gotOn: () => void, signal: AbortSignal) => Promise<void>,
  ) {}

  start(): void {
    const { signal } = this.stopping
    this.running = persistently({ ...this.options, signal }, (gotOn) => this.work(gotOn, signal))
  }

  /** Resolves when the work has come to its end. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }
}
