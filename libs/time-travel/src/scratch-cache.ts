import type { Views } from '@ledger/read-store'
import type { Bound } from './moment.js'
import { ScratchViews } from './scratch-views.js'
import type { ScratchParts } from './scratch-views.js'
import type { Needed } from './vantages.js'

/** So many pasts, and so many bytes of them, are kept for the next question. */
const KEPT = 4
const KEPT_BYTES = 2 ** 30

interface Kept {
  readonly filling: Promise<ScratchViews>
  /** On the disk; nothing while it is filled. */
  bytes: number
}

/** Views of the past, those that were asked last: filled one after the other, for one fills all of a processor. */
export class ScratchCache {
  /** In order of use. */
  private readonly kept = new Map<string, Kept>()
  private turn: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: ScratchParts) {}

  async during<T>(bound: Bound, needed: Needed, work: (views: Views) => Promise<T>): Promise<T> {
    const scratch = await this.find(bound, needed)
    try {
      return await work(scratch.views)
    } finally {
      await scratch.leave()
    }
  }

  async close(): Promise<void> {
    await this.turn.catch(() => undefined)
    for (const key of [...this.kept.keys()]) await this.drop(key)
  }

  private async find(bound: Bound, needed: Needed): Promise<ScratchViews> {
    const key = `${needed.name} ${bound.until} ${bound.occurredBy ?? ''}`
    const known = this.kept.get(key) ?? { filling: this.fill(bound, needed), bytes: 0 }
    this.kept.delete(key)
    this.kept.set(key, known)
    try {
      const scratch = await known.filling
      known.bytes = scratch.bytes
      // Dropped while it was waited for: it is filled again.
      if (!scratch.enter()) return await this.find(bound, needed)
      await this.makeRoom()
      return scratch
    } catch (error) {
      if (this.kept.get(key) === known) this.kept.delete(key)
      throw error
    }
  }

  private fill(bound: Bound, needed: Needed): Promise<ScratchViews> {
    const filled = this.turn.catch(() => undefined).then(() => ScratchViews.fill(this.parts, bound, needed))
    this.turn = filled
    return filled
  }

  /** Those that were not asked for longest go first; the last one stays, whatever its size. */
  private async makeRoom(): Promise<void> {
    let [count, bytes] = [0, 0]
    for (const [key, one] of [...this.kept].toReversed()) {
      count += 1
      bytes += one.bytes
      if (count > KEPT || (count > 1 && bytes > KEPT_BYTES)) await this.drop(key)
    }
  }

  private async drop(key: string): Promise<void> {
    const known = this.kept.get(key)
    this.kept.delete(key)
    // One that is filled just now is removed when that is done.
    await known?.filling.then(
      (one) => one.drop(),
      () => undefined,
    )
  }
}
