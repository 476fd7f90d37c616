// Looks at a range of a log in files, on a thread of its own.
import { parentPort, workerData } from 'node:worker_threads'
import { SqliteEventStore } from '@ledger/event-sourcing'
import { SqliteTileStore } from '../sqlite/sqlite-tile-store.js'
import { checkRange } from './check-range.js'
import type { FromRange, RangeToCheck } from './range-threads.js'

const { files, ...what } = workerData as RangeToCheck
const tell = (message: FromRange) => parentPort?.postMessage(message)
const events = await SqliteEventStore.open({ file: files.log })
const tiles = await SqliteTileStore.open({ file: files.tree })
tell({ report: await checkRange({ ...what, events, tiles, progress: (events) => tell({ events }) }) })
await tiles.close()
await events.close()
