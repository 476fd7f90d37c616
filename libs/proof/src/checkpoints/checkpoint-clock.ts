import type { TileStore } from '../tiles/tile-store.js'
import type { CheckpointStore } from './checkpoint-store.js'
import type { Checkpoints } from './checkpoints.js'
import type { Witnesses } from './witnesses.js'

const TICK_MS = 1_000

export interface CheckpointClockOptions {
  readonly checkpoints: Checkpoints
  readonly store: CheckpointStore
  readonly tiles: TileStore
  readonly witnesses: Witnesses
  /** A checkpoint is due after so many leaves … */
  readonly everyLeaves: number
  /** … or after so long, where there is something new. */
  readonly everyMs: number
  readonly onDuty: () => boolean
  readonly onTrouble: (error: unknown) => void
  readonly clock: () => Date
}

/** Has a checkpoint signed when one is due, and hands it to the witnesses. */
export class CheckpointClock {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> = Promise.resolve()

  constructor(private readonly options: CheckpointClockOptions) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.tick()).catch(this.options.onTrouble)
    }, TICK_MS)
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }

  private async tick(): Promise<void> {
    const { checkpoints, store, witnesses, onDuty } = this.options
    if (!onDuty()) return
    const latest = (await this.isDue()) ? await checkpoints.issue() : await store.latest()
    if (latest) await witnesses.handOver(latest)
  }

  private async isDue(): Promise<boolean> {
    const { store, tiles, everyLeaves, everyMs, clock } = this.options
    const [latest, { size }] = [await store.latest(), await tiles.state()]
    const fresh = size - (latest?.size ?? 0)
    if (fresh <= 0) return false
    if (!latest) return true
    // A clock that was set back must not hold up checkpoints for as long.
    const age = Math.abs(clock().getTime() - Date.parse(latest.issuedAt))
    return fresh >= everyLeaves || age >= everyMs
  }
}
