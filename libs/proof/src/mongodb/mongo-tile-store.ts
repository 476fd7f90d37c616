import { asked, unlessThere } from '@ledger/event-sourcing'
import type { MongoDatabase, Position } from '@ledger/event-sourcing'
import { HASH_BYTES } from '@ledger/proof-verifier'
import type { Binary, Collection, Filter, WithoutId } from 'mongodb'
import { TILE_WIDTH } from '../tiles/tile.js'
import type { Tile, TileId } from '../tiles/tile.js'
import { TileStore } from '../tiles/tile-store.js'
import type { Growth, LeafPlace, TreeState } from '../tiles/tile-store.js'

interface StoredTile {
  readonly _id: string
  /** Hashes in it. */
  readonly width: number
  readonly hashes: Binary | Buffer
  readonly inner?: Binary | Buffer
}
/** Positions of 256 leaves, and the ids of their events. */
interface StoredBlock {
  readonly _id: number
  readonly width: number
  readonly first: Position
  readonly positions: readonly Position[]
  readonly events: readonly string[]
}
type StoredTree = TreeState & { readonly _id: 'tree' }

const nameOf = ({ level, number }: TileId): string => `${level}/${number}`

/**
 * The tree without transactions: tiles and places first, then the state over the size that the writer saw. What a writer
 * that was slower leaves behind the state is written again, alike; nothing shorter is written over something longer.
 */
export class MongoTileStore extends TileStore {
  private readonly tree: Collection<StoredTree>
  private readonly tiles: Collection<StoredTile>
  private readonly blocks: Collection<StoredBlock>

  private constructor({ db }: MongoDatabase) {
    super()
    this.tree = db.collection('tree')
    this.tiles = db.collection('tiles')
    this.blocks = db.collection('leaves')
  }

  /** The connection stays the caller's. @throws StoreUnavailable */
  static async open(mongo: MongoDatabase): Promise<MongoTileStore> {
    const store = new MongoTileStore(mongo)
    await asked(() => store.blocks.createIndexes([{ key: { first: 1 } }, { key: { events: 1 } }]))
    return store
  }

  async state(): Promise<TreeState> {
    const found = await asked(() => this.tree.findOne({ _id: 'tree' }))
    return found ? { size: found.size, ...(found.last && { last: found.last }) } : { size: 0 }
  }

  grow({ over, leaves, tiles }: Growth): Promise<boolean> {
    const last = leaves.at(-1)
    if (!last) return Promise.resolve(true)
    return asked(async () => {
      if ((await this.state()).size !== over.size) return false
      await putLonger(this.tiles, tiles.map(storedTile))
      await putLonger(this.blocks, await this.placesOf(over.size, leaves))
      const state = { size: over.size + leaves.length, last }
      if (over.size === 0) return unlessThere(() => this.tree.insertOne({ _id: 'tree', ...state }))
      return (await this.tree.updateOne({ _id: 'tree', size: over.size }, { $set: state })).matchedCount > 0
    })
  }

  async read(ids: readonly TileId[]): Promise<readonly (Tile | undefined)[]> {
    const found = await asked(() => this.tiles.find({ _id: { $in: ids.map(nameOf) } }).toArray())
    const byName = new Map(found.map((tile) => [tile._id, tile]))
    return ids.map((id) => tileOf(id, byName.get(nameOf(id))))
  }

  async positions(from: number, limit: number): Promise<readonly Position[]> {
    const { size } = await this.state()
    const to = Math.min(size, from + limit)
    if (from >= to) return []
    const [first, last] = [Math.floor(from / TILE_WIDTH), Math.floor((to - 1) / TILE_WIDTH)]
    const filter = { _id: { $gte: first, $lte: last } }
    const blocks = await asked(() => this.blocks.find(filter).sort({ _id: 1 }).toArray())
    const positions = blocks.flatMap((block) => block.positions)
    return positions.slice(from - first * TILE_WIDTH, to - first * TILE_WIDTH)
  }

  async leafAt(position: Position): Promise<number | undefined> {
    const nearest = this.blocks
      .find({ first: { $lte: position } })
      .sort({ first: -1 })
      .limit(1)
    const [block] = await asked(() => nearest.toArray())
    return block && this.within(block, block.positions.indexOf(position))
  }

  async leavesOf(event: string): Promise<readonly number[]> {
    const blocks = await asked(() => this.blocks.find({ events: event }).toArray())
    const leaves = await Promise.all(blocks.map((block) => this.within(block, block.events.indexOf(event))))
    return leaves.filter((leaf) => leaf !== undefined)
  }

  /** Nothing to let go of: the connection is the caller's. */
  async close(): Promise<void> {}

  /** Places behind the end are of a writer that was slower, or has not come to its end yet. */
  private async within({ _id }: StoredBlock, inside: number): Promise<number | undefined> {
    const leaf = _id * TILE_WIDTH + inside
    return inside >= 0 && leaf < (await this.state()).size ? leaf : undefined
  }

  private async placesOf(from: number, leaves: readonly LeafPlace[]): Promise<readonly StoredBlock[]> {
    const number = Math.floor(from / TILE_WIDTH)
    const begun = from % TILE_WIDTH === 0 ? null : await this.blocks.findOne({ _id: number })
    const inside = from % TILE_WIDTH
    const before = (begun?.positions ?? []).slice(0, inside)
    const all = [...before.map((position, at) => ({ position, event: begun!.events[at]! })), ...leaves]
    return Array.from({ length: Math.ceil(all.length / TILE_WIDTH) }, (_, at) => {
      const own = all.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH)
      const positions = own.map(({ position }) => position)
      const events = own.map(({ event }) => event)
      return { _id: number + at, width: own.length, first: positions[0]!, positions, events }
    })
  }
}

/** Writes each only over a shorter one: whoever is slow must not take back what others have written. */
async function putLonger<Stored extends { readonly _id: string | number; readonly width: number }>(
  collection: Collection<Stored>,
  documents: readonly Stored[],
): Promise<void> {
  for (const document of documents) {
    const { _id, width } = document
    const filter = { _id, width: { $lt: width } } as unknown as Filter<Stored>
    const replacement = document as unknown as WithoutId<Stored>
    const put = (upsert: boolean) => collection.replaceOne(filter, replacement, { upsert })
    // There is one: a longer one, or one that another writer has just made.
    if (!(await unlessThere(() => put(true)))) await put(false)
  }
}

const storedTile = ({ hashes, inner, ...id }: Tile): StoredTile => ({
  _id: nameOf(id),
  width: hashes.length / HASH_BYTES,
  hashes,
  ...(inner && { inner }),
})

function tileOf({ level, number }: TileId, stored: StoredTile | undefined): Tile | undefined {
  if (!stored) return undefined
  const bytes = (value: Binary | Buffer): Buffer => (Buffer.isBuffer(value) ? value : Buffer.from(value.buffer))
  return { level, number, hashes: bytes(stored.hashes), ...(stored.inner && { inner: bytes(stored.inner) }) }
}
