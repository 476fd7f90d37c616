// Makes the tree of a log grow on a thread of its own, over files: whoever serves commands is not held up by it.
import { parentPort, workerData } from 'node:worker_threads'
import { SqliteEventStore } from '@ledger/event-sourcing'
import { SqliteTileStore } from '../sqlite/sqlite-tile-store.js'
import { MerkleLog } from './merkle-log.js'
import type { FromTree, TreeFiles } from './tree-thread.js'

const files = workerData as TreeFiles
const tell = (message: FromTree) => parentPort?.postMessage(message)
const events = await SqliteEventStore.open({ file: files.log })
const tiles = await SqliteTileStore.open({ file: files.tree })
const log = new MerkleLog({ events, tiles, onTrouble: (trouble) => tell({ trouble }) })
log.start()
tell('ready')

const end = async () => {
  await log.stop()
  await tiles.close()
  await events.close()
}
// Nothing else is ever told.
parentPort?.once('message', () => void end())
