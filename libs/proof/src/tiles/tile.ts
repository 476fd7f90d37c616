import { HASH_BYTES, nodeHashOf } from '@ledger/proof-verifier'
import type { Hash } from '@ledger/proof-verifier'

/** Hashes in a full tile, and the levels of the tree that it spans (C2SP tlog-tiles). */
export const TILE_WIDTH = 256
export const TILE_HEIGHT = 8

export interface TileId {
  /** 0 holds leaves, 1 the roots of full tiles of level 0, and so on. */
  readonly level: number
  /** From 0, along the tree. */
  readonly number: number
}

/** A piece of the tree: up to 256 hashes of one level, side by side. */
export interface Tile extends TileId {
  /** The hashes, 32 bytes each. It never changes, except that a tile that is not full gets more of them. */
  readonly hashes: Buffer
  /** Where the tile is full: the 255 nodes above them, level by level up to its root, so that nobody hashes for a proof. */
  readonly inner?: Buffer
}

export const widthOf = ({ hashes }: Tile): number => hashes.length / HASH_BYTES

export const hashAt = (hashes: Buffer, index: number): Hash =>
  hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)

/** Where the nodes of a height (1 to 8) begin among the inner ones of a full tile. */
const startOf = (height: number): number => TILE_WIDTH - 2 ** (TILE_HEIGHT + 1 - height)

/** The nodes above the hashes of a full tile. */
export function innerOf(hashes: Buffer): Buffer {
  const inner = Buffer.allocUnsafe((TILE_WIDTH - 1) * HASH_BYTES)
  let [below, at] = [hashes, 0]
  for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
    const begin = at
    for (let index = 0; index < width; index += 1) {
      nodeHashOf(hashAt(below, 2 * index), hashAt(below, 2 * index + 1)).copy(inner, at * HASH_BYTES)
      at += 1
    }
    below = inner.subarray(begin * HASH_BYTES, at * HASH_BYTES)
  }
  return inner
}

/** The root of a full tile: a hash of the level above. */
export const rootOf = (inner: Buffer): Hash => hashAt(inner, TILE_WIDTH - 2)

/** A node of a tile: `height` levels (0 to 7) above its hashes, the `index`th there; all hashes below it must be there. */
export function nodeIn({ hashes, inner }: Tile, height: number, index: number): Hash {
  if (height === 0) return hashAt(hashes, index)
  if (inner) return hashAt(inner, startOf(height) + index)
  const below = (at: number) => nodeIn({ hashes } as Tile, height - 1, at)
  return nodeHashOf(below(2 * index), below(2 * index + 1))
}
