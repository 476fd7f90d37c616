import { EMPTY_ROOT, nodeHashOf } from '@ledger/proof-verifier'
import type { Hash } from '@ledger/proof-verifier'

/** The tree as RFC 6962 §2.1 defines it, word for word: slow, and plainly right. */
export function referenceRoot(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT
  if (leaves.length === 1) return leaves[0]!
  const left = largestPowerBelow(leaves.length)
  return nodeHashOf(referenceRoot(leaves.slice(0, left)), referenceRoot(leaves.slice(left)))
}

export function largestPowerBelow(size: number): number {
  let power = 1
  while (2 * power < size) power *= 2
  return power
}
