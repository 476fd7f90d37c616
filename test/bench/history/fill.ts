import { Codec, SqliteEventStore, SqlitePersonalKeys } from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import { events, views } from '@ledger/ledger'
import { MerkleLog, SqliteTileStore, TreeThread } from '@ledger/proof'
import { Projector, SqliteReadStore } from '@ledger/read-store'
import { join } from 'node:path'
import type { Written } from './history.js'

/** Events appended at once; they share a transaction. */
const AT_ONCE = 1_000

/** Writes a history into the log of a data folder, event by event as the service would. */
export async function fillLog(dataDir: string, history: Iterable<Written>): Promise<void> {
  const store = await SqliteEventStore.open({ file: join(dataDir, 'events.sqlite') })
  let appends: Promise<unknown>[] = []
  for (const { stream, revision, ...event } of history) {
    appends.push(store.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]))
    if (appends.length < AT_ONCE) continue
    await Promise.all(appends)
    appends = []
  }
  await Promise.all(appends)
  await store.close()
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
