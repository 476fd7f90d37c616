import type { LeaseBook, LeaseRecord } from './lease-book.js'

/** What was seen of a lease, and when it was last seen to change. */
interface Seen extends Pick<LeaseRecord, 'token' | 'beat'> {
  readonly since: number
  /** It has changed under our eyes, so somebody lives behind it. */
  readonly changed: boolean
}

/**
 * Says who does what may as well be done by one alone. Nothing depends on clocks that agree: whoever wants a lease has
 * to see it unchanged for its whole time, measured on a clock of its own; its holder counts the same time from before
 * its last sign of life. A lease only saves work: every write has a guard of its own (docs/decisions/0017).
 */
export class Leases {
  private readonly seen = new Map<string, Seen>()

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly book: LeaseBook,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Takes a lease that is free, one's own already, or without a sign of life for its whole time since we have watched it.
   * @param holder names one run of one process
   * @returns a token greater than all before; undefined where somebody holds it
   * @throws StoreUnavailable: perhaps taken; then the same holder gets it at once, with another token
   */
  async acquire(name: string, holder: string, ttlMs: number): Promise<number | undefined> {
    const record = await this.book.read(name)
    const taken = record?.holder !== undefined && record.holder !== holder
    if (taken && !this.isDead(name, record)) return undefined
    const token = (record?.token ?? 0) + 1
    return (await this.book.put(name, { holder, token, beat: 0, ttlMs }, record)) ? token : undefined
  }

  /** A sign of life. False where the lease is another's by now. */
  async renew(name: string, token: number): Promise<boolean> {
    const record = await this.book.read(name)
    if (record?.token !== token || record.holder === undefined) return false
    return this.book.put(name, { ...record, beat: record.beat + 1 }, record)
  }

  /** Gives it back, for the next one to take at once. */
  async release(name: string, token: number): Promise<void> {
    const record = await this.book.read(name)
    if (record?.token !== token) return
    const { holder: _, ...free } = record
    await this.book.put(name, { ...free, beat: record.beat + 1 }, record)
  }

  /** The leases whose names begin so and whose holders have been seen to live within their time, by name. */
  async living(prefix: string): Promise<readonly string[]> {
    const records = [...(await this.book.list(prefix))]
    return records
      .filter(([name, record]) => record.holder !== undefined && this.lives(name, record))
      .map(([name]) => name)
  }

  private isDead(name: string, record: LeaseRecord): boolean {
    return this.now() - this.look(name, record).since >= record.ttlMs
  }

  private lives(name: string, record: LeaseRecord): boolean {
    const { changed, since } = this.look(name, record)
    return changed && this.now() - since < record.ttlMs
  }

  private look(name: string, { token, beat }: LeaseRecord): Seen {
    const before = this.seen.get(name)
    if (before?.token === token && before.beat === beat) return before
    const seen = { token, beat, since: this.now(), changed: before !== undefined }
    this.seen.set(name, seen)
    return seen
  }
}
