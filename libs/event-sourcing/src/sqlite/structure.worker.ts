// Looks through the file of a log, on a thread of its own: it is one long call to SQLite, and nobody waits for it meanwhile.
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { StoreFinding } from '../event-store.js'

/** A damaged file can have any number of them. */
const AT_MOST = 100

function examined(database: DatabaseSync): readonly StoreFinding[] {
  const said = database.prepare(`PRAGMA integrity_check(${AT_MOST})`).all()
  const broken = said.map((row) => String(row['integrity_check']).replaceAll('\n', ' ')).filter((text) => text !== 'ok')
  // What is broken cannot be asked for more.
  if (broken.length > 0) return broken.map((message) => ({ message }))
  const outside = database.prepare('SELECT position, stream FROM events WHERE position < 1 LIMIT ?').all(AT_MOST)
  const lone = database
    .prepare(
      `SELECT position FROM events AS event WHERE position > 1
       AND NOT EXISTS (SELECT 1 FROM events WHERE position = event.position - 1) ORDER BY position LIMIT ?`,
    )
    .all(AT_MOST)
  return [
    ...outside.map(({ position, stream }) => ({
      message: `an event of ${String(stream)} stands before the first position, where nobody reads it in order`,
      position: Number(position),
    })),
    // Positions are given one after the other, and no event is ever removed.
    ...lone.map(({ position }) => ({
      message: `no event stands before this one, at position ${Number(position) - 1}`,
      position: Number(position),
    })),
  ]
}

const { file, patienceMs } = workerData as { readonly file: string; readonly patienceMs: number }
const database = new DatabaseSync(file, { readOnly: true, timeout: patienceMs })
parentPort?.postMessage(examined(database))
database.close()
