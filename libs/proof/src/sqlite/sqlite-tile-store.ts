import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { openDatabase, whenFree } from '@ledger/event-sourcing'
import type { DatabaseForm, Position } from '@ledger/event-sourcing'
import { TILE_WIDTH } from '../tiles/tile.js'
import type { Tile, TileId } from '../tiles/tile.js'
import { TileStore } from '../tiles/tile-store.js'
import type { Growth, LeafPlace, TreeState } from '../tiles/tile-store.js'

/**
 * NORMAL: a killed process loses nothing, and after a power cut the tree goes on from an earlier leaf. A block holds the
 * positions of 256 leaves, as JSON, and the first 48 bits of the ids of their events. Ids have no index: it would be
 * written all over for every event, and is asked for by an auditor now and then, who can wait for a walk along the blocks.
 */
const TREE: DatabaseForm = {
  what: 'tree of the log',
  mark: 'LEDM',
  synchronous: 'NORMAL',
  wayOut: 'Remove it, with its -wal and -shm: it is made again from the log, and gives the same roots.',
  migrations: [
    `CREATE TABLE tree (size INTEGER NOT NULL, position INTEGER, event TEXT) STRICT;
     INSERT INTO tree VALUES (0, NULL, NULL);
     CREATE TABLE tiles (
       level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT NULL, inner BLOB, PRIMARY KEY (level, number)
     ) STRICT;
     CREATE TABLE blocks (
       number INTEGER PRIMARY KEY, first INTEGER NOT NULL UNIQUE, positions TEXT NOT NULL, ids BLOB NOT NULL
     ) STRICT;`,
  ],
}

const ID_BYTES = 6
/** The beginning of an id, which is a UUID. */
const shortened = (event: string): Buffer => Buffer.from(event.replaceAll('-', '').slice(0, 2 * ID_BYTES), 'hex')
/** Blocks that are walked along in one go; it blocks the event loop for some 10 ms. */
const BLOCKS_AT_ONCE = 4_096

interface Block {
  readonly positions: readonly Position[]
  readonly ids: Buffer
}
const EMPTY: Block = { positions: [], ids: Buffer.alloc(0) }

/** The tree in a file of its own. */
export class SqliteTileStore extends TileStore {
  private readonly statements

  private constructor(private readonly database: DatabaseSync) {
    super()
    const statement = (sql: string): StatementSync => database.prepare(sql)
    this.statements = {
      state: statement('SELECT size, position, event FROM tree'),
      grown: statement('UPDATE tree SET size = ?, position = ?, event = ? WHERE size = ?'),
      tile: statement('SELECT hashes, inner FROM tiles WHERE level = ? AND number = ?'),
      putTile: statement('INSERT OR REPLACE INTO tiles (level, number, hashes, inner) VALUES (?, ?, ?, ?)'),
      block: statement('SELECT positions, ids FROM blocks WHERE number = ?'),
      blockOf: statement('SELECT number, positions FROM blocks WHERE first <= ? ORDER BY first DESC LIMIT 1'),
      putBlock: statement('INSERT OR REPLACE INTO blocks (number, first, positions, ids) VALUES (?, ?, ?, ?)'),
      blocksWith: statement('SELECT number, ids FROM blocks WHERE number >= ? AND number < ? AND instr(ids, ?) > 0'),
    }
  }

  /** @throws StoreUnavailable where the file cannot be used. */
  static async open({ file }: { file: string }): Promise<SqliteTileStore> {
    return new SqliteTileStore(await openDatabase(file, TREE))
  }

  async state(): Promise<TreeState> {
    const { size, position, event } = (await whenFree(() => this.statements.state.get()))!
    const last = position === null ? {} : { last: { position: Number(position), event: String(event) } }
    return { size: Number(size), ...last }
  }

  async grow(growth: Growth): Promise<boolean> {
    return growth.leaves.length === 0 || whenFree(() => this.transaction(growth))
  }

  async read(ids: readonly TileId[]): Promise<readonly (Tile | undefined)[]> {
    return whenFree(() => ids.map((id) => this.tile(id)))
  }

  async positions(from: number, limit: number): Promise<readonly Position[]> {
    const found: Position[] = []
    for (let at = from; at < from + limit;) {
      const inside = at % TILE_WIDTH
      const { positions } = await whenFree(() => this.block(Math.floor(at / TILE_WIDTH)))
      found.push(...positions.slice(inside, inside + from + limit - at))
      if (positions.length < TILE_WIDTH) break
      at += TILE_WIDTH - inside
    }
    return found
  }

  async leafAt(position: Position): Promise<number | undefined> {
    const row = await whenFree(() => this.statements.blockOf.get(position))
    if (!row) return undefined
    const inside = (JSON.parse(String(row.positions)) as Position[]).indexOf(position)
    return inside < 0 ? undefined : Number(row.number) * TILE_WIDTH + inside
  }

  async leavesOf(event: string): Promise<readonly number[]> {
    const id = shortened(event)
    if (id.length < ID_BYTES) return []
    const blocks = Math.ceil((await this.state()).size / TILE_WIDTH)
    const found: number[] = []
    for (let from = 0; from < blocks; from += BLOCKS_AT_ONCE) {
      for (const { number, ids } of await whenFree(() =>
        this.statements.blocksWith.all(from, from + BLOCKS_AT_ONCE, id),
      ))
        found.push(...placesOf(id, bytesOf(ids)).map((inside) => Number(number) * TILE_WIDTH + inside))
      await setImmediate()
    }
    return found
  }

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close()
  }

  private transaction({ over, leaves, tiles }: Growth): boolean {
    this.database.exec('BEGIN IMMEDIATE')
    try {
      const { position, event } = leaves.at(-1)!
      if (this.statements.grown.run(over.size + leaves.length, position, event, over.size).changes === 0) return false
      for (const { level, number, hashes, inner } of tiles)
        this.statements.putTile.run(level, number, hashes, inner ?? null)
      this.writePlaces(over.size, leaves)
      this.database.exec('COMMIT')
      return true
    } finally {
      if (this.database.isTransaction) this.database.exec('ROLLBACK')
    }
  }

  private writePlaces(from: number, leaves: readonly LeafPlace[]): void {
    for (let at = 0; at < leaves.length;) {
      const [number, inside] = [Math.floor((from + at) / TILE_WIDTH), (from + at) % TILE_WIDTH]
      const begun = inside === 0 ? EMPTY : this.block(number)
      const own = leaves.slice(at, at + TILE_WIDTH - inside)
      const positions = [...begun.positions.slice(0, inside), ...own.map(({ position }) => position)]
      const ids = Buffer.concat([begun.ids.subarray(0, inside * ID_BYTES), ...own.map(({ event }) => shortened(event))])
      this.statements.putBlock.run(number, positions[0]!, JSON.stringify(positions), ids)
      at += own.length
    }
  }

  private tile({ level, number }: TileId): Tile | undefined {
    const row = this.statements.tile.get(level, number)
    if (!row) return undefined
    const hashes = bytesOf(row.hashes)
    return { level, number, hashes, ...(row.inner === null ? {} : { inner: bytesOf(row.inner) }) }
  }

  private block(number: number): Block {
    const row = this.statements.block.get(number)
    return row ? { positions: JSON.parse(String(row.positions)) as Position[], ids: bytesOf(row.ids) } : EMPTY
  }
}

/** Where an id stands among ids; what lies across two of them is none. */
function placesOf(id: Buffer, ids: Buffer): readonly number[] {
  const places: number[] = []
  for (let at = ids.indexOf(id); at >= 0; at = ids.indexOf(id, at + 1))
    if (at % ID_BYTES === 0) places.push(at / ID_BYTES)
  return places
}

/** A view, not a copy: the bytes are nobody else's. */
function bytesOf(blob: unknown): Buffer {
  const { buffer, byteOffset, byteLength } = blob as Uint8Array
  return Buffer.from(buffer, byteOffset, byteLength)
}
