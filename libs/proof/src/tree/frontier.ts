import { EMPTY_ROOT, nodeHashOf } from '@ledger/proof-verifier'
import type { Hash } from '@ledger/proof-verifier'

/** The root of a tree whose leaves come one after the other, in a few hashes of memory. */
export class Frontier {
  private size = 0
  /** Roots of the complete subtrees, from left to right. */
  private readonly roots: Hash[] = []

  add(leaf: Hash): void {
    let node = leaf
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHashOf(this.roots.pop()!, node)
    this.roots.push(node)
    this.size += 1
  }

  root(): Hash {
    return this.size === 0 ? EMPTY_ROOT : this.roots.reduceRight((right, left) => nodeHashOf(left, right))
  }
}
