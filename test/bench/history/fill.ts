import { DatabaseSync } from 'node:sqlite'
import { Codec, SqliteEventStore, SqlitePersonalKeys } from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import { events, views } from '@ledger/ledger'
import { MerkleLog, SqliteTileStore, TreeThread } from '@ledger/proof'
import { Projector, SqliteReadStore } from '@ledger/read-store'
import { join } from 'node:path'
import { RAW_INSERT } from '../peers/raw-log.js'
import type { Written } from './history.js'

/** Rows a transaction of a raw insert takes. */
export const BATCH = 1_000

/** Writes a history into the log of a data folder: past the store, for it is what the measurement begins with. */
export async function fillLog(dataDir: string, history: Iterable<Written>): Promise<void> {
  const file = join(dataDir, 'events.sqlite')
  await (await SqliteEventStore.open({ file })).close()
  insertRaw(file, rowsOf(history), 'OFF')
}

export type RawRow = readonly [
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
]

function* rowsOf(history: Iterable<Written>): Generator<RawRow> {
  for (const { stream, revision, id, type, data, metadata } of history)
    yield [stream, revision, id, type, JSON.stringify(data), JSON.stringify(metadata)]
}

/** A batched insert and nothing else. */
export function insertRaw(file: string, rows: Iterable<RawRow>, synchronous: 'OFF' | 'FULL'): void {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA synchronous = ${synchronous}`)
  const insert = database.prepare(RAW_INSERT)
  let inBatch = 0
  for (const row of rows) {
    if (inBatch === 0) database.exec('BEGIN IMMEDIATE')
    insert.run(...row)
    inBatch = (inBatch + 1) % BATCH
    if (inBatch === 0) database.exec('COMMIT')
  }
  if (inBatch > 0) database.exec('COMMIT')
  database.close()
}

/** The log of a data folder with its views, and the projector between them. */
export async function openStores(dataDir: string, readFile = 'views.sqlite') {
  const store = await SqliteEventStore.open({ file: join(dataDir, 'events.sqlite') })
  const keys = await SqlitePersonalKeys.open({ file: join(dataDir, 'keys.sqlite') })
  const read = await SqliteReadStore.open({ file: join(dataDir, readFile) })
  const codec = new Codec(events, keys)
  const projector = new Projector({ events: store, read, views, decode: (stored) => codec.decode(stored) })
  const close = async () => {
    for (const one of [read, keys, store]) await one.close()
  }
  return { store, read, projector, close }
}

/** The tree of the log of a data folder, as the service keeps it. */
export async function openTree(dataDir: string, events: EventStore) {
  const files = { log: join(dataDir, 'events.sqlite'), tree: join(dataDir, 'tree.sqlite') }
  const tiles = await SqliteTileStore.open({ file: files.tree })
  const growing = new TreeThread({ files, onTrouble: fail })
  return { tiles, growing, tree: new MerkleLog({ events, tiles, onTrouble: fail }) }
}

const fail = (error: unknown): never => {
  throw error
}
