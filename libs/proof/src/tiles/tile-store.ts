import type { Position } from '@ledger/event-sourcing'
import type { TileSource } from '../tree/tiled-tree.js'
import type { Tile, TileId } from './tile.js'

/** The event that a leaf stands for. */
export interface LeafPlace {
  readonly position: Position
  /** Its id. */
  readonly event: string
}

/** How far the tree has come. */
export interface TreeState {
  /** Leaves; the next one gets this index. */
  readonly size: number
  /** The event of the last leaf; missing where there is none. */
  readonly last?: LeafPlace
}

/** Leaves that come to a tree, with the tiles that they have changed. */
export interface Growth {
  /** What the tree must still be. */
  readonly over: TreeState
  readonly leaves: readonly LeafPlace[]
  readonly tiles: readonly Tile[]
}

/**
 * Where the tree of the log is kept, with the way from leaves to events and back. All of it can be made again from the
 * log. `testing/tile-store.contract.ts` is the definition.
 */
export abstract class TileStore implements TileSource {
  abstract state(): Promise<TreeState>

  /**
   * Writes the tiles and the places, and then that the tree has grown: whoever sees the new state sees the rest. A store
   * without transactions may leave tiles behind that are longer than the state says; they are written again, alike.
   * @returns false, and nothing has grown, where the tree is not as `over` says: somebody else was faster
   */
  abstract grow(growth: Growth): Promise<boolean>

  /** The tiles, in any order; those that are not there are undefined. */
  abstract read(ids: readonly TileId[]): Promise<readonly (Tile | undefined)[]>

  /** Positions of the leaves from an index on, at most so many; fewer where the tree ends. */
  abstract positions(from: number, limit: number): Promise<readonly Position[]>

  /** The leaf of the event at a position; undefined where the tree has none for it. */
  abstract leafAt(position: Position): Promise<number | undefined>

  /** Leaves that may be of the event with this id; one of them is, where the tree has it. */
  abstract leavesOf(event: string): Promise<readonly number[]>

  abstract close(): Promise<void>
}
