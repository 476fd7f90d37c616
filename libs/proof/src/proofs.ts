import type { EventStore, Position, StoredEvent } from '@ledger/event-sourcing'
import type { Hash } from '@ledger/proof-verifier'
import type { TileStore } from './tiles/tile-store.js'
import type { TiledTree } from './tree/tiled-tree.js'

/** An event with its place in the tree. */
export interface Leaf {
  readonly index: number
  readonly event: StoredEvent
}

/** From events to leaves and back, and from leaves to proofs. */
export class Proofs {
  constructor(
    private readonly events: EventStore,
    private readonly tiles: TileStore,
    private readonly tree: TiledTree,
  ) {}

  /** The leaf of the event at a position; undefined where the tree has none for it (yet). */
  async at(position: Position): Promise<Leaf | undefined> {
    const index = await this.tiles.leafAt(position)
    return index === undefined ? undefined : this.leaf(index, position)
  }

  /** The leaf of the event with an id. */
  async of(event: string): Promise<Leaf | undefined> {
    for (const index of await this.tiles.leavesOf(event)) {
      const [position] = await this.tiles.positions(index, 1)
      const found = position === undefined ? undefined : await this.leaf(index, position)
      if (found?.event.id === event) return found
    }
    return undefined
  }

  /** The audit path of a leaf in the tree of a size. */
  inclusion(index: number, size: number): Promise<readonly Hash[]> {
    return this.tree.inclusion(index, size)
  }

  consistency(earlier: number, size: number): Promise<readonly Hash[]> {
    return this.tree.consistency(earlier, size)
  }

  private async leaf(index: number, position: Position): Promise<Leaf | undefined> {
    for await (const event of this.events.readAll({ from: position, limit: 1 })) {
      if (event.position === position) return { index, event }
    }
    return undefined
  }
}
