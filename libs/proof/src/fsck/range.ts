import type { Position } from '@ledger/event-sourcing'
import { TILE_WIDTH, widthOf } from '../tiles/tile.js'
import type { TileStore } from '../tiles/tile-store.js'
import { edgeOf } from '../tree/growing-tree.js'

/** A part of the log that is looked at by itself: the leaves from one on, and the events that stand where theirs do. */
export interface Range {
  readonly firstLeaf: number
  /** Behind the last one. */
  readonly endLeaf: number
  /** Of the first event; from the beginning of the log where none is given. */
  readonly from?: Position
  /** Behind the last event; to the end of the log where none is given: events without leaves belong there. */
  readonly before?: Position
}

/**
 * Cuts a log, of whose events so many have leaves, into pieces of much the same size, at borders of tiles. Where the tree
 * does not say how it looked at a border, there is none; nor where the log does not reach, whose last range has its end.
 */
export async function rangesOf(
  tiles: TileStore,
  { size, head, pieces }: { readonly size: number; readonly head: Position; readonly pieces: number },
): Promise<readonly Range[]> {
  const ranges: Range[] = []
  let begun: Pick<Range, 'firstLeaf' | 'from'> = { firstLeaf: 0 }
  for (let piece = 1; piece < pieces; piece += 1) {
    const leaf = Math.round((size * piece) / pieces / TILE_WIDTH) * TILE_WIDTH
    if (leaf <= begun.firstLeaf || leaf >= size || !(await isKnownAt(tiles, leaf))) continue
    const [from] = await tiles.positions(leaf, 1)
    if (from === undefined || from <= (begun.from ?? 0) || from > head) continue
    ranges.push({ ...begun, endLeaf: leaf, before: from })
    begun = { firstLeaf: leaf, from }
  }
  return [...ranges, { ...begun, endLeaf: size }]
}

/** Whether the tiles are there with which a tree that begins at a leaf goes on. */
async function isKnownAt(tiles: TileStore, leaf: number): Promise<boolean> {
  const edge = edgeOf(leaf)
  const kept = await tiles.read(edge)
  const needed = edge.map(({ level }) => Math.floor(leaf / TILE_WIDTH ** level) % TILE_WIDTH)
  return kept.every((tile, at) => tile !== undefined && widthOf(tile) >= needed[at]!)
}
