import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import type { NewStoredEvent } from '@ledger/event-sourcing'

/** The table of the embedded log, as its first migration makes it. */
const RAW_SCHEMA = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
    data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision)
  ) STRICT;`
const RAW_INSERT = 'INSERT INTO events (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)'

/**
 * As little as a durable append can be: whoever calls in one turn of the event loop shares a transaction. It checks
 * nothing, recognises no repeat and wakes nobody.
 */
export function openRawLog(file: string) {
  const database = new DatabaseSync(file)
  database.exec(RAW_SCHEMA)
  const insert = database.prepare(RAW_INSERT)
  const revisions = new Map<string, number>()
  let waiting: { stream: string; event: NewStoredEvent; resolve: () => void }[] = []
  let flushing = false

  async function flush(): Promise<void> {
    flushing = true
    while (waiting.length > 0) {
      await setImmediate()
      const group = waiting
      waiting = []
      database.exec('BEGIN IMMEDIATE')
      for (const { stream, event } of group) {
        const revision = (revisions.get(stream) ?? -1) + 1
        revisions.set(stream, revision)
        insert.run(stream, revision, event.id, event.type, JSON.stringify(event.data), JSON.stringify(event.metadata))
      }
      database.exec('COMMIT')
      for (const { resolve } of group) resolve()
    }
    flushing = false
  }

  return {
    append: (stream: string, event: NewStoredEvent): Promise<void> =>
      new Promise((resolve) => {
        waiting.push({ stream, event, resolve })
        if (!flushing) void flush()
      }),
    close: () => database.close(),
  }
}

/** A row of the raw table. */
export type RawRow = readonly [
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
]

const ROWS_PER_TRANSACTION = 1_000

/** A batched, durable insert into a new file, and nothing else. */
export function insertRaw(file: string, rows: Iterable<RawRow>): void {
  const database = new DatabaseSync(file)
  database.exec(RAW_SCHEMA)
  const insert = database.prepare(RAW_INSERT)
  let inTransaction = 0
  for (const row of rows) {
    if (inTransaction === 0) database.exec('BEGIN IMMEDIATE')
    insert.run(...row)
    inTransaction = (inTransaction + 1) % ROWS_PER_TRANSACTION
    if (inTransaction === 0) database.exec('COMMIT')
  }
  if (inTransaction > 0) database.exec('COMMIT')
  database.close()
}
