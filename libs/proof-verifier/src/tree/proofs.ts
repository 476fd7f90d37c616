import { Ascent, half, isOdd, isPlace, sidesOf } from './ascent.js'
import { EMPTY_ROOT, nodeHashOf } from './hashing.js'
import type { Hash } from './hashing.js'

/**
 * The root that a leaf leads to (RFC 9162 §2.1.3.2); undefined where the proof has not the form that this place in a tree
 * of this size needs.
 * @param index of the leaf, from 0
 */
export function rootFromInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[]): Hash | undefined {
  const sides = sidesOf(index, size)
  if (sides === undefined || sides.length !== proof.length) return undefined
  return proof.reduce(
    (root, node, level) => (sides[level] === 'left' ? nodeHashOf(node, root) : nodeHashOf(root, node)),
    leaf,
  )
}

/** Whether the leaf stands at this place of the tree with this root. */
export function isIncluded(leaf: Hash, index: number, size: number, root: Hash, proof: readonly Hash[]): boolean {
  return rootFromInclusion(leaf, index, size, proof)?.equals(root) ?? false
}

/** A tree as somebody has signed it. */
export interface TreeHead {
  /** How many leaves it has. */
  readonly size: number
  readonly root: Hash
}

/** Whether the later tree begins with all leaves of the earlier one, in their order (RFC 9162 §2.1.4.2). */
export function isConsistent(earlier: TreeHead, later: TreeHead, proof: readonly Hash[]): boolean {
  if (!isPlace(earlier.size) || !isPlace(later.size) || earlier.size > later.size) return false
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root)
  if (earlier.size === 0) return proof.length === 0 && earlier.root.equals(EMPTY_ROOT)
  const way = new Ascent(earlier.size - 1, later.size - 1)
  way.skipOdd()
  // Where the earlier tree is a complete subtree of the later one, its root needs no telling.
  const nodes = isPowerOfTwo(earlier.size) ? [earlier.root, ...proof] : proof
  const [first, ...rest] = nodes
  if (!first) return false
  let [before, after] = [first, first]
  for (const node of rest) {
    if (way.isAtTop) return false
    if (way.hasLeft) {
      way.skip()
      before = nodeHashOf(node, before)
      after = nodeHashOf(node, after)
    } else {
      after = nodeHashOf(after, node)
    }
    way.up()
  }
  return way.isAtTop && before.equals(earlier.root) && after.equals(later.root)
}

function isPowerOfTwo(number: number): boolean {
  let rest = number
  while (rest > 1 && !isOdd(rest)) rest = half(rest)
  return rest === 1
}
