// Looks through the file of a log, on a thread of its own: it is one long call to SQLite, and nobody waits for it meanwhile.
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { StoreFinding } from '../event-store.js'

/** A damaged file can have any number of them. */
const AT_MOST = 100

function examined(database: DatabaseSync): readonly StoreFinding[] {
  const said = database.prepare(`PRAGMA integrity_check(${AT_MOST})`).all()
  const broken = said.map((row) => String(row['integrity_check']).replaceAll('\n', ' ')).filter((text) => text !== 'ok')
  const outside = database.prepare('SELECT position, stream FROM events WHERE position < 1 LIMIT ?').all(AT_MOST)
  return [
    ...broken.map((message) => ({ message })),
    ...outside.map(({ position, stream }) => ({
      message: `an event of ${String(stream)} stands before the first position, where nobody reads it in order`,
      position: Number(position),
    })),
  ]
}

const { file, patienceMs } = workerData as { readonly file: string; readonly patienceMs: number }
const database = new DatabaseSync(file, { readOnly: true, timeout: patienceMs })
parentPort?.postMessage(examined(database))
database.close()
