import { StoreDamaged } from '@ledger/event-sourcing'
import type { TileId } from '../tiles/tile.js'

/** A tile that the tree must have is not there, or too short. */
export class TreeDamaged extends StoreDamaged {
  constructor({ level, number }: TileId) {
    super(`the tree of the log has lost tile ${level}/${number}, or a part of it; remove the tree: it is made again`)
    this.name = 'TreeDamaged'
  }
}
