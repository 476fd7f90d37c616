import type { KeptCheckpoint } from './checkpoint-store.js'

/** After a failure. */
const AGAIN_AFTER_MS = 30_000

/** One way on which checkpoints go to those who keep them apart from the log: one at a time, each once. */
export class Way {
  /** Size of the last checkpoint that went this way, and when the way is to be tried again. */
  private handed = 0
  private from = -Infinity
  private running: Promise<void> | undefined

  /** @param give ends soon after the signal aborts */
  constructor(
    private readonly name: 'file' | 'webhook',
    private readonly give: (checkpoint: KeptCheckpoint) => Promise<void>,
    private readonly signal: AbortSignal,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** Resolves when nothing is under way any more. While something is, this one waits to be brought again, or a newer one. */
  hand(checkpoint: KeptCheckpoint): Promise<void> {
    this.running ??= this.tried(checkpoint).finally(() => (this.running = undefined))
    return this.running
  }

  /** Resolves when what is under way has come to its end. */
  async ended(): Promise<void> {
    await this.running
  }

  private async tried(checkpoint: KeptCheckpoint): Promise<void> {
    if (this.signal.aborted || this.handed === checkpoint.size || performance.now() < this.from) return
    try {
      await this.give(checkpoint)
      this.handed = checkpoint.size
    } catch (error) {
      // What was broken off to stop has not failed.
      if (this.signal.aborted) return
      this.from = performance.now() + AGAIN_AFTER_MS
      this.onTrouble(new Error(`the checkpoint could not be handed over by ${this.name}`, { cause: error }))
    }
  }
}
