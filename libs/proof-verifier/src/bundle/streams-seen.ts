import { Unsound } from './report.js'
import type { BundleEvent, BundleScope } from './bundle.js'

/** Follows the streams of a bundle: what is missing in the middle of one is missing in the bundle. */
export class StreamsSeen {
  private readonly last = new Map<string, number>()

  constructor(private readonly scope: BundleScope) {}

  get count(): number {
    return this.last.size
  }

  /** @throws Unsound where a revision is missing, or comes twice */
  see({ event: { stream, revision }, position, leaf }: BundleEvent): void {
    const before = this.last.get(stream)
    this.last.set(stream, revision)
    const place = { position, leaf }
    if (before !== undefined && revision <= before)
      throw new Unsound('out-of-order', `revision ${revision} of ${stream} comes after ${before}`, place)
    const gap = before === undefined ? revision !== 0 && this.isWhole(stream) : revision !== before + 1
    if (gap && this.isWhole(stream, before))
      throw new Unsound('event-missing', `${stream} goes from revision ${before ?? 'none'} to ${revision}`, place)
  }

  /** Whether all of a stream belongs to the bundle: from its start, or from where the span has met it. */
  private isWhole(stream: string, before?: number): boolean {
    if (isPolicy(stream)) return true
    if (!('campaign' in this.scope)) return before !== undefined
    const { campaign } = this.scope
    return (
      [`campaign-${campaign}`, `desk-${campaign}`].includes(stream) || stream.startsWith(`participation-${campaign}:`)
    )
  }
}

export const isPolicy = (stream: string): boolean => stream.startsWith('policy-')
