import { LEASE_MS, Rhythm } from '@ledger/event-sourcing'
import type { Leases } from '@ledger/event-sourcing'
import type { PartitionShare, RebuildLeases } from './projector-options.js'

export interface SlotOptions {
  readonly leases: Leases
  /** Names one run of one process. */
  readonly holder: string
  readonly partitions: number
  readonly ttlMs?: number
  readonly onTrouble: (error: unknown) => void
}

/** So many projectors can stand ready at once; more of them wait for a slot. */
const SLOTS = 16
const PREFIX = 'projector '
const nameOf = (slot: number): string => `${PREFIX}${String(slot).padStart(2, '0')}`

/**
 * Shares the partitions among the projectors that live. Each holds a slot by a lease; the living ones, in order of their
 * slots, take the partitions in turn. Where two differ for a moment in whom they see, a partition is worked on twice or a
 * moment later, and the guard of the documents keeps that harmless. Whoever has just come counts nobody whom it has not
 * seen to live, so that a start after a crash waits for no dead.
 */
export class ProjectorSlots implements PartitionShare {
  private slot: { readonly name: string; readonly token: number } | undefined
  private part: ReadonlySet<number> = new Set()
  private until = -Infinity
  private readonly beats: Rhythm
  private readonly ttlMs: number
  private changed: () => void = () => undefined

  constructor(private readonly options: SlotOptions) {
    this.ttlMs = options.ttlMs ?? LEASE_MS
    this.beats = new Rhythm(() => this.beat(), this.ttlMs / 3)
  }

  has(index: number): boolean {
    return this.part.has(index) && performance.now() < this.until
  }

  start(changed: () => void): void {
    this.changed = changed
    this.beats.start()
  }

  async stop(): Promise<void> {
    await this.beats.stop()
    const { leases, onTrouble } = this.options
    if (this.slot) await leases.release(this.slot.name, this.slot.token).catch(onTrouble)
    this.slot = undefined
    this.part = new Set()
  }

  private async beat(): Promise<void> {
    const until = performance.now() + this.ttlMs
    try {
      const { leases } = this.options
      if (this.slot && !(await leases.renew(this.slot.name, this.slot.token))) this.slot = undefined
      this.slot ??= await this.freeSlot()
      this.take(this.slot ? await this.partOf(this.slot.name) : new Set(), until)
    } catch (error) {
      this.options.onTrouble(error)
    }
  }

  /** A part that had run out, or is another one, begins anew from what the store says of it. */
  private take(part: ReadonlySet<number>, until: number): void {
    const same = performance.now() < this.until && [...part].join() === [...this.part].join()
    this.part = part
    this.until = until
    if (!same) this.changed()
  }

  private async freeSlot() {
    const { leases, holder } = this.options
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const name = nameOf(slot)
      const token = await leases.acquire(name, holder, this.ttlMs)
      if (token !== undefined) return { name, token }
    }
    return undefined
  }

  private async partOf(own: string): Promise<ReadonlySet<number>> {
    const { leases, partitions } = this.options
    const living = [...new Set([...(await leases.living(PREFIX)), own])].toSorted()
    const rank = living.indexOf(own)
    const all = Array.from({ length: partitions }, (_, index) => index)
    return new Set(all.filter((index) => index % living.length === rank))
  }
}

/** Lets one process at a time rebuild a view; where it is killed, another one may after the lease's time. */
export function rebuildLeases({
  leases,
  holder,
  ttlMs = LEASE_MS,
  onTrouble,
}: Omit<SlotOptions, 'partitions'>): RebuildLeases {
  return {
    async take(view) {
      const name = `rebuild ${view}`
      const token = await leases.acquire(name, holder, ttlMs)
      if (token === undefined) return undefined
      const timer = setInterval(() => void leases.renew(name, token).catch(onTrouble), ttlMs / 3)
      return async () => {
        clearInterval(timer)
        await leases.release(name, token).catch(onTrouble)
      }
    },
  }
}
