/** A run of leaves, from the first to before the last: its hash is that of the tree over them. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The largest power of two below a size of at least 2: where RFC 6962 parts a tree. */
function split(size: number): number {
  let power = 1
  while (2 * power < size) power *= 2
  return power
}

/** The runs whose hashes are the audit path of a leaf, from the lowest up (RFC 6962 §2.1.1). */
export function inclusionRanges(index: number, size: number, from = 0): readonly Range[] {
  if (size === 1) return []
  const left = split(size)
  const [middle, to] = [from + left, from + size]
  return index < left
    ? [...inclusionRanges(index, left, from), { from: middle, to }]
    : [...inclusionRanges(index - left, size - left, middle), { from, to: middle }]
}

/** The runs whose hashes show that a tree of one size begins with one of another (RFC 6962 §2.1.2). */
export function consistencyRanges(earlier: number, size: number): readonly Range[] {
  return earlier === 0 || earlier === size ? [] : subproof(earlier, { from: 0, to: size }, true)
}

/** `known`: the run is the whole earlier tree, whose root whoever asks has already. */
function subproof(earlier: number, { from, to }: Range, known: boolean): readonly Range[] {
  if (earlier === to - from) return known ? [] : [{ from, to }]
  const left = split(to - from)
  const middle = from + left
  return earlier <= left
    ? [...subproof(earlier, { from, to: middle }, known), { from: middle, to }]
    : [...subproof(earlier - left, { from: middle, to }, false), { from, to: middle }]
}

/** A complete subtree: 2^height leaves, the `index`th of its kind. */
export interface Subtree {
  readonly height: number
  readonly index: number
}

/** The complete subtrees that a run is made of, from left to right; a run of a tree begins where its first one does. */
export function subtreesOf({ from, to }: Range): readonly Subtree[] {
  const subtrees: Subtree[] = []
  for (let at = from; at < to;) {
    let [height, width] = [0, 1]
    while (2 * width <= to - at) [height, width] = [height + 1, 2 * width]
    subtrees.push({ height, index: at / width })
    at += width
  }
  return subtrees
}
