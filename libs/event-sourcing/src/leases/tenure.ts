import { Rhythm } from '../rhythm.js'
import type { Leases } from './leases.js'

/** How long nobody does the work after its holder was killed; three signs of life go into it. */
export const LEASE_MS = 3_000

export interface TenureOptions {
  readonly leases: Leases
  readonly name: string
  /** Names one run of one process. */
  readonly holder: string
  readonly ttlMs?: number
  readonly onTrouble: (error: unknown) => void
}

/** Wants a lease, keeps it while it can, and says at any moment whether it is held. */
export class Tenure {
  /** Of the lease as it is held; undefined where it is not. */
  token: number | undefined
  private until = -Infinity
  private readonly beats: Rhythm
  private readonly ttlMs: number

  constructor(private readonly options: TenureOptions) {
    this.ttlMs = options.ttlMs ?? LEASE_MS
    this.beats = new Rhythm(() => this.beat(), this.ttlMs / 3)
  }

  start(): void {
    this.beats.start()
  }

  /** Gives the lease back. To be called when the work it stands for has come to an end. */
  async stop(): Promise<void> {
    await this.beats.stop()
    const { leases, name, onTrouble } = this.options
    if (this.token !== undefined) await leases.release(name, this.token).catch(onTrouble)
    this.token = undefined
  }

  /** To be asked before each piece of work: a process that wakes from a long pause finds that its time is over. */
  get held(): boolean {
    return this.token !== undefined && performance.now() < this.until
  }

  private async beat(): Promise<void> {
    const { leases, name, holder, onTrouble } = this.options
    const until = performance.now() + this.ttlMs
    try {
      if (this.token !== undefined && !(await leases.renew(name, this.token))) this.token = undefined
      this.token ??= await leases.acquire(name, holder, this.ttlMs)
      if (this.token !== undefined) this.until = until
    } catch (error) {
      onTrouble(error)
    }
  }
}
