/** Sizes and indexes are safe integers, past the 32 bits of the bitwise operators. */
export const isOdd = (number: number): boolean => number % 2 === 1
export const half = (number: number): number => Math.floor(number / 2)
export const isPlace = (number: number): boolean => Number.isSafeInteger(number) && number >= 0

/** The way from a place up to the root: where it stands among the nodes of its level, and which is the last of them. */
export class Ascent {
  constructor(
    private at: number,
    private last: number,
  ) {}

  get isAtTop(): boolean {
    return this.last === 0
  }

  /** Whether the next node of the proof stands to the left. */
  get hasLeft(): boolean {
    return isOdd(this.at) || this.at === this.last
  }

  up(): void {
    this.at = half(this.at)
    this.last = half(this.last)
  }

  /** Passes over the levels at which there is nothing beside: at the right edge, nodes go up as they are. */
  skip(): void {
    while (!isOdd(this.at) && this.at !== 0) this.up()
  }

  skipOdd(): void {
    while (isOdd(this.at)) this.up()
  }
}

/**
 * On which side of the way up the nodes of an inclusion proof stand, from the lowest on (RFC 9162 §2.1.3.2); undefined
 * where a tree of this size has no such leaf. It needs no hashing, so that whoever hashes otherwise can go the same way.
 * @param index of the leaf, from 0
 */
export function sidesOf(index: number, size: number): readonly ('left' | 'right')[] | undefined {
  if (!isPlace(index) || !isPlace(size) || index >= size) return undefined
  const way = new Ascent(index, size - 1)
  const sides: ('left' | 'right')[] = []
  while (!way.isAtTop) {
    const left = way.hasLeft
    if (left) way.skip()
    sides.push(left ? 'left' : 'right')
    way.up()
  }
  return sides
}
