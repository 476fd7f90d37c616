import { HASH_BYTES } from '@ledger/proof-verifier'
import type { Hash } from '@ledger/proof-verifier'
import { innerOf, rootOf, TILE_WIDTH, widthOf } from '../tiles/tile.js'
import type { Tile, TileId } from '../tiles/tile.js'
import { TreeDamaged } from './tree-damaged.js'

/** The tile of a level that still grows. */
interface Edge {
  number: number
  width: number
  hashes: Buffer
}

const emptyEdge = (number: number): Edge => ({
  number,
  width: 0,
  hashes: Buffer.allocUnsafe(TILE_WIDTH * HASH_BYTES),
})

/** The tiles at the right edge of a tree of a size that are not full. */
export function edgeOf(size: number): readonly TileId[] {
  const ids: TileId[] = []
  for (let [level, width] = [0, size]; width > 0; [level, width] = [level + 1, Math.floor(width / TILE_WIDTH)]) {
    if (width % TILE_WIDTH !== 0) ids.push({ level, number: Math.floor(width / TILE_WIDTH) })
  }
  return ids
}

/** Takes leaves one after the other and makes tiles of them; it holds the right edge of the tree only. */
export class GrowingTree {
  private readonly edges: Edge[] = []
  private readonly changed = new Map<number, Edge>()
  private full: Tile[] = []

  /**
   * @param edge the tiles that `edgeOf(size)` names
   * @throws TreeDamaged where one is missing
   */
  constructor(
    private count = 0,
    edge: readonly Tile[] = [],
  ) {
    for (let [level, width] = [0, count]; width > 0; [level, width] = [level + 1, Math.floor(width / TILE_WIDTH)]) {
      this.edges.push(restored(edge, level, width))
    }
  }

  get size(): number {
    return this.count
  }

  add(leaf: Hash): void {
    this.count += 1
    this.push(0, leaf)
  }

  /**
   * As many leaves as a tile takes, where the tree ends with a full one. Of that tile nothing is given out: whoever has
   * the nodes above its leaves has the leaves.
   */
  addTile(inner: Buffer): void {
    const edge = (this.edges[0] ??= emptyEdge(0))
    if (edge.width > 0) throw new Error(`the tree ends with ${edge.width} leaves in a tile that is not full`)
    edge.number += 1
    this.count += TILE_WIDTH
    this.push(1, rootOf(inner))
  }

  /** The tiles that were filled since it was asked last. */
  takeFull(): readonly Tile[] {
    const taken = this.full
    this.full = []
    return taken
  }

  /** The tiles that were filled or have grown since it was asked last. */
  takeChanged(): readonly Tile[] {
    const grown = [...this.changed].map(([level, { number, width, hashes }]) => ({
      level,
      number,
      hashes: Buffer.from(hashes.subarray(0, width * HASH_BYTES)),
    }))
    this.changed.clear()
    return [...this.takeFull(), ...grown]
  }

  private push(level: number, hash: Hash): void {
    const edge = (this.edges[level] ??= emptyEdge(0))
    hash.copy(edge.hashes, edge.width * HASH_BYTES)
    edge.width += 1
    if (edge.width < TILE_WIDTH) return void this.changed.set(level, edge)
    const inner = innerOf(edge.hashes)
    this.full.push({ level, number: edge.number, hashes: edge.hashes, inner })
    this.changed.delete(level)
    this.edges[level] = emptyEdge(edge.number + 1)
    this.push(level + 1, rootOf(inner))
  }
}

function restored(edge: readonly Tile[], level: number, width: number): Edge {
  const made = emptyEdge(Math.floor(width / TILE_WIDTH))
  made.width = width % TILE_WIDTH
  if (made.width === 0) return made
  const kept = edge.find((tile) => tile.level === level && tile.number === made.number)
  if (!kept || widthOf(kept) < made.width) throw new TreeDamaged({ level, number: made.number })
  kept.hashes.copy(made.hashes, 0, 0, made.width * HASH_BYTES)
  return made
}
