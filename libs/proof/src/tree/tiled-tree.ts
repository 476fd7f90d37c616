import { EMPTY_ROOT, nodeHashOf } from '@ledger/proof-verifier'
import type { Hash } from '@ledger/proof-verifier'
import { LRUCache } from 'lru-cache'
import { nodeIn, TILE_HEIGHT, widthOf } from '../tiles/tile.js'
import type { Tile, TileId } from '../tiles/tile.js'
import { consistencyRanges, inclusionRanges, subtreesOf } from './ranges.js'
import type { Range, Subtree } from './ranges.js'
import { TreeDamaged } from './tree-damaged.js'

/** Where tiles are read from; undefined for one that is not there. */
export interface TileSource {
  read(ids: readonly TileId[]): Promise<readonly (Tile | undefined)[]>
}

/** 16 MB: the upper levels of a tree of a hundred million leaves, and the leaves that were asked for lately. */
const TILES_KEPT = 1_000
/** Nodes at the right edge, which are hashed when they are asked for. */
const NODES_KEPT = 4_096

/** Where a complete subtree's root stands. */
interface NodePlace extends TileId {
  readonly height: number
  readonly index: number
}

/** Proofs from tiles: each reads a handful of them, however large the tree. */
export class TiledTree {
  private readonly kept = new LRUCache<string, Tile>({ max: TILES_KEPT })
  private readonly nodes = new LRUCache<string, Hash>({ max: NODES_KEPT })

  constructor(private readonly source: TileSource) {}

  /** The root over the first leaves. @throws TreeDamaged */
  async root(size: number): Promise<Hash> {
    if (size === 0) return EMPTY_ROOT
    return (await this.hashesOf([{ from: 0, to: size }]))[0]!
  }

  /** The audit path of a leaf in the tree of a size. @throws TreeDamaged */
  inclusion(index: number, size: number): Promise<readonly Hash[]> {
    return this.hashesOf(inclusionRanges(index, size))
  }

  /** The proof that the tree of the second size begins with that of the first. @throws TreeDamaged */
  consistency(earlier: number, size: number): Promise<readonly Hash[]> {
    return this.hashesOf(consistencyRanges(earlier, size))
  }

  private async hashesOf(ranges: readonly Range[]): Promise<readonly Hash[]> {
    const known = ranges.map((range) => this.nodes.get(nameOf(range)))
    const missing = ranges.filter((_, at) => !known[at]).flatMap(subtreesOf)
    const tiles = await this.tilesFor(missing.map(placeOf))
    return ranges.map((range, at) => known[at] ?? this.hashOf(range, tiles))
  }

  /** What is not a complete subtree lies at the right edge of a tree, and is asked for again and again while that is the newest. */
  private hashOf(range: Range, tiles: ReadonlyMap<string, Tile>): Hash {
    const subtrees = subtreesOf(range)
    const hashes = subtrees.map((one) => this.nodeOf(placeOf(one), tiles))
    const hash = hashes.reduceRight((right, left) => nodeHashOf(left, right))
    if (subtrees.length > 1) this.nodes.set(nameOf(range), hash)
    return hash
  }

  private nodeOf(place: NodePlace, tiles: ReadonlyMap<string, Tile>): Hash {
    const tile = tiles.get(keyOf(place))
    if (!tile || widthOf(tile) < (place.index + 1) * 2 ** place.height) throw new TreeDamaged(place)
    if (tile.inner || place.height === 0) return nodeIn(tile, place.height, place.index)
    const name = `${keyOf(place)}/${place.height}/${place.index}`
    const known = this.nodes.get(name)
    if (known) return known
    const node = nodeIn(tile, place.height, place.index)
    this.nodes.set(name, node)
    return node
  }

  /** Full tiles never change, so they are kept. */
  private async tilesFor(places: readonly TileId[]): Promise<ReadonlyMap<string, Tile>> {
    const tiles = new Map<string, Tile>()
    const missing = new Map<string, TileId>()
    for (const place of places) {
      const kept = this.kept.get(keyOf(place))
      if (kept) tiles.set(keyOf(place), kept)
      else missing.set(keyOf(place), place)
    }
    if (missing.size === 0) return tiles
    for (const tile of await this.source.read([...missing.values()])) {
      if (!tile) continue
      tiles.set(keyOf(tile), tile)
      if (tile.inner) this.kept.set(keyOf(tile), tile)
    }
    return tiles
  }
}

const nameOf = ({ from, to }: Range): string => `${from}-${to}`

const keyOf = ({ level, number }: TileId): string => `${level}/${number}`

function placeOf({ height, index }: Subtree): NodePlace {
  const inside = height % TILE_HEIGHT
  const level = (height - inside) / TILE_HEIGHT
  const across = 2 ** (TILE_HEIGHT - inside)
  return { level, number: Math.floor(index / across), height: inside, index: index % across }
}
