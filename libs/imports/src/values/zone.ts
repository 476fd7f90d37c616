import { IANAZone } from 'luxon'
import { LRUCache } from 'lru-cache'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE

/** Between moments (ms since 1970) and what the clock of a zone shows (the same number, as if the clock stood in UTC). */
export class ZoneClock {
  private readonly zone: IANAZone
  /** Offset at the start of a UTC day, by its number: asking the platform is by far the dearest part of reading a time. */
  private readonly offsets = new LRUCache<number, number>({ max: 20_000 })

  constructor(zone: string) {
    this.zone = IANAZone.create(zone)
  }

  /** What the clock shows at a moment. */
  shown(moment: number): number {
    return moment + this.offsetAt(moment)
  }

  /** The first moment at which the clock showed that. Where it skipped that, the moment so long after the skip's start. */
  moment(shown: number): number {
    const [before, after] = [this.offsetAt(shown - DAY), this.offsetAt(shown + DAY)]
    const found = [shown - before, shown - after].filter((moment) => this.shown(moment) === shown)
    return found.length === 0 ? shown - before : Math.min(...found)
  }

  /** Offset to UTC in ms. No zone changes its clock twice within a day. */
  private offsetAt(moment: number): number {
    const day = Math.floor(moment / DAY)
    const [start, end] = [this.offsetOfDay(day), this.offsetOfDay(day + 1)]
    return start === end ? start : this.zone.offset(moment) * MINUTE
  }

  private offsetOfDay(day: number): number {
    const known = this.offsets.get(day)
    if (known !== undefined) return known
    const offset = this.zone.offset(day * DAY) * MINUTE
    this.offsets.set(day, offset)
    return offset
  }
}
