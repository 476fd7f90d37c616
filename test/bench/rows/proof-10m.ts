import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { GrowingTree, SqliteTileStore, TiledTree } from '@ledger/proof'
import { leafHashOf } from '@ledger/proof-verifier'
import { sideBySide, timed } from '../measure.js'
import { scaled } from '../row.js'
import type { Row } from '../row.js'

const BATCH = 100_000
const ASKED = 5_000

/** A tree over leaves that nobody has an event for; positions and ids as a log would have them. */
async function grown(file: string, leaves: number): Promise<SqliteTileStore> {
  const tiles = await SqliteTileStore.open({ file })
  const tree = new GrowingTree()
  for (let from = 0; from < leaves; from += BATCH) {
    const over = await tiles.state()
    const places = Array.from({ length: Math.min(BATCH, leaves - from) }, (_, nth) => ({
      position: from + nth + 1,
      event: idOf(from + nth),
    }))
    for (const { event } of places) tree.add(leafHashOf(event))
    await tiles.grow({ over, leaves: places, tiles: tree.takeChanged() })
  }
  return tiles
}

const idOf = (leaf: number): string => leaf.toString(16).padStart(12, '0')

/** As many rows as there are leaves, by their index. */
function rawRows(file: string, leaves: number): DatabaseSync {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA synchronous = OFF; CREATE TABLE leaves (leaf INTEGER PRIMARY KEY, hash BLOB NOT NULL)')
  const insert = database.prepare('INSERT INTO leaves VALUES (?, ?)')
  database.exec('BEGIN')
  for (let leaf = 0; leaf < leaves; leaf += 1) insert.run(leaf, leafHashOf(idOf(leaf)))
  database.exec('COMMIT')
  return database
}

/** Leaves all over the tree, never twice the same within a turn. */
function* spread(leaves: number): Generator<number> {
  const step = Math.max(1, Math.floor(leaves * 0.618))
  for (let nth = 0, leaf = 0; nth < ASKED; nth += 1) yield (leaf = (leaf + step) % leaves)
}

export const proof10m: Row = {
  id: 'proof-10m',
  what: 'an inclusion proof for any of 10 M leaves',
  against: 'one indexed raw read of a row of as many',
  unit: 'µs',
  goal: { atMost: 5 },
  async measure(stage) {
    const folder = join(stage.folder, 'proof')
    await mkdir(folder)
    const leaves = scaled(stage, 10_000_000)
    stage.say(`growing a tree of ${leaves.toLocaleString('en')} leaves`)
    const tiles = await grown(join(folder, 'tree.sqlite'), leaves)
    const database = rawRows(join(folder, 'raw.sqlite'), leaves)
    try {
      const tree = new TiledTree(tiles)
      const row = database.prepare('SELECT hash FROM leaves WHERE leaf = ?')
      const each = async (ask: (leaf: number) => unknown): Promise<number> => {
        const ms = await timed(async () => {
          for (const leaf of spread(leaves)) await ask(leaf)
        })
        return (ms * 1_000) / ASKED
      }
      return await sideBySide(
        () => each((leaf) => tree.inclusion(leaf, leaves)),
        () => each((leaf) => row.get(leaf)),
      )
    } finally {
      database.close()
      await tiles.close()
    }
  },
}
