// Writes rows into a file that is passing, on a thread of its own.
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { Rows } from './writing-thread.js'

const { file, patienceMs } = workerData as { readonly file: string; readonly patienceMs: number }
const database = new DatabaseSync(file, { timeout: patienceMs })
database.exec('PRAGMA synchronous = OFF')

parentPort?.on('message', (batch: readonly Rows[]) => {
  database.exec('BEGIN IMMEDIATE')
  for (const { sql, rows } of batch) {
    const statement = database.prepare(sql)
    for (const row of rows) statement.run(...row)
  }
  database.exec('COMMIT')
  parentPort?.postMessage('written')
})
