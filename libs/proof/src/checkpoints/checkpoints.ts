import type { Position } from '@ledger/event-sourcing'
import { parseCheckpoint } from '@ledger/proof-verifier'
import type { LogKeys } from '../keys/log-keys.js'
import type { TileStore } from '../tiles/tile-store.js'
import { TiledTree } from '../tree/tiled-tree.js'
import type { CheckpointStore, KeptCheckpoint } from './checkpoint-store.js'

/** The tree does not begin with what was signed before: nothing is signed any more. */
export class TreeForked extends Error {
  constructor(readonly size: number) {
    super(
      `the first ${size} leaves of the tree are not those that the checkpoint of size ${size} was signed for: the log was ` +
        'changed, or another log lies here. Nothing is signed until that is settled; see `verify`',
    )
    this.name = 'TreeForked'
  }
}

export interface CheckpointsOptions {
  readonly store: CheckpointStore
  readonly keys: LogKeys
  readonly tiles: TileStore
  readonly clock?: () => Date
}

/** Signs what the tree has come to, and never anything that what was signed before is not a beginning of. */
export class Checkpoints {
  constructor(private readonly options: CheckpointsOptions) {}

  /**
   * The checkpoint of the tree as it is: a new one where it has grown, else the last one.
   * @returns undefined while there is nothing to sign
   * @throws TreeForked
   */
  async issue(): Promise<KeptCheckpoint | undefined> {
    const { store, tiles, keys, clock = () => new Date() } = this.options
    const [latest, { size }] = [await store.latest(), await tiles.state()]
    // A tree that is made again has not come as far yet.
    if (size <= (latest?.size ?? 0)) return latest
    // As it lies there now: one that is asked again and again remembers what lay there before.
    const tree = new TiledTree(tiles)
    if (latest) await checkBeginning(tree, latest)
    const note = await keys.sign({ size, root: await tree.root(size) })
    const made = { size, note, issuedAt: clock().toISOString() }
    return (await store.add(made)) ? made : store.latest()
  }

  /**
   * A checkpoint of everything up to a position: the last one, or, where that does not reach there, the tree is signed.
   * @returns undefined where the tree does not reach there (yet)
   * @throws TreeForked
   */
  async reaching(position: Position): Promise<KeptCheckpoint | undefined> {
    const { store, tiles } = this.options
    const reaches = async ({ size }: KeptCheckpoint) => ((await tiles.positions(size - 1, 1))[0] ?? -1) >= position
    const latest = await store.latest()
    if (latest && (await reaches(latest))) return latest
    const signed = await this.issue()
    return signed && (await reaches(signed)) ? signed : undefined
  }
}

async function checkBeginning(tree: TiledTree, { size, note }: KeptCheckpoint): Promise<void> {
  if (!(await tree.root(size)).equals(parseCheckpoint(note).root)) throw new TreeForked(size)
}
