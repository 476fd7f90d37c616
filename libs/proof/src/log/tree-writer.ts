import { setImmediate } from 'node:timers/promises'
import type { EventStore, StoredEvent } from '@ledger/event-sourcing'
import { eventLeaf } from '@ledger/proof-verifier'
import type { TileStore, TreeState } from '../tiles/tile-store.js'
import { edgeOf, GrowingTree } from '../tree/growing-tree.js'

/** The tree has leaves that are not of this log. */
export class TreeOfAnotherLog extends Error {
  constructor({ size, last }: TreeState) {
    super(
      `the tree of the log has ${size} leaves up to event ${last?.event} at position ${last?.position}, which this log does not ` +
        'have there: it is an older copy, or another log, or has been changed. See `verify`; where the log is as it ' +
        'shall be, remove the tree: it is made again',
    )
    this.name = 'TreeOfAnotherLog'
  }
}

/** Hashed in one go; it blocks the event loop. */
const AT_ONCE = 128

/** Adds events to a tree where it stands, in their order. */
export class TreeWriter {
  private constructor(
    private readonly tiles: TileStore,
    private readonly tree: GrowingTree,
    private state: TreeState,
  ) {}

  /** @throws TreeOfAnotherLog, TreeDamaged */
  static async resume(tiles: TileStore, events: EventStore): Promise<TreeWriter> {
    const state = await tiles.state()
    await checkSameLog(events, state)
    const edge = await tiles.read(edgeOf(state.size))
    const there = edge.filter((tile) => tile !== undefined)
    return new TreeWriter(tiles, new GrowingTree(state.size, there), state)
  }

  /** How far it has come. */
  get reached(): TreeState {
    return this.state
  }

  /** False where somebody else has made the tree grow meanwhile: then this writer is of no use any more. */
  async add(events: readonly StoredEvent[]): Promise<boolean> {
    for (const [at, event] of events.entries()) {
      if (at % AT_ONCE === AT_ONCE - 1) await setImmediate()
      this.tree.add(eventLeaf(event))
    }
    const leaves = events.map(({ position, id }) => ({ position, event: id }))
    const last = leaves.at(-1)
    if (!last) return true
    if (!(await this.tiles.grow({ over: this.state, leaves, tiles: this.tree.takeChanged() }))) return false
    this.state = { size: this.tree.size, last }
    return true
  }
}

async function checkSameLog(events: EventStore, state: TreeState): Promise<void> {
  const { last } = state
  if (!last) return
  for await (const { position, id } of events.readAll({ from: last.position, limit: 1 })) {
    if (position === last.position && id === last.event) return
  }
  throw new TreeOfAnotherLog(state)
}
