import { Rhythm } from '@ledger/event-sourcing'
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

/** Has a checkpoint signed when one is due, and hands it to the witnesses, for whom no signing waits. */
export class CheckpointClock {
  private readonly ticks = new Rhythm(() => this.tick().catch(this.options.onTrouble), TICK_MS)

  constructor(private readonly options: CheckpointClockOptions) {}

  start(): void {
    this.ticks.start()
  }

  async stop(): Promise<void> {
    await Promise.all([this.ticks.stop(), this.options.witnesses.stop()])
  }

  private async tick(): Promise<void> {
    const { checkpoints, store, witnesses, onDuty } = this.options
    if (!onDuty()) return witnesses.forget()
    const latest = (await this.isDue()) ? await checkpoints.issue() : await store.latest()
    // At every tick: who was busy with an older one gets the newest as soon as that is over.
    if (latest) void witnesses.handOver(latest)
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
