import type { Position } from './event.js'

/** Below that share of new streams it is cheaper to look first: a wrong guess costs an append and a reading. */
const WORTHWHILE = 0.5
/** How much the last stream counts. */
const WEIGHT = 1 / 32

/**
 * Streams that are expected to be new, as in an import: they are appended to without a look at them before, as long as
 * that mostly comes true.
 */
export class ExpectedNew {
  private share = 1

  /** @param known a position that the log had come to before the first of the commands was given; 0 where it is empty */
  constructor(private known: Position) {}

  get isWorthwhile(): boolean {
    return this.share >= WORTHWHILE
  }

  /** What an append that begins now writes stands behind it; what a store recognises by its ids does not. */
  get writtenSoFar(): Position {
    return this.known
  }

  /** The log has come to this position. */
  passed(position: Position): void {
    this.known = Math.max(this.known, position)
  }

  /** Learns whether a stream was new. */
  saw(isNew: boolean): void {
    this.share += (Number(isNew) - this.share) * WEIGHT
  }
}
