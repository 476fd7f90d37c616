import type { DatabaseSync } from 'node:sqlite'
import type { DatabaseForm } from '@ledger/event-sourcing'

/** The read models as a database file. NORMAL: all of it can be filled again from the log, so no commit waits for the disk. */
export const READ_MODELS: DatabaseForm = {
  what: 'read store',
  mark: 'LEDV',
  synchronous: 'NORMAL',
  wayOut: 'Remove it, with its -wal and -shm: the views are filled again from the log.',
  whenMoved: 'UPDATE builds SET live = 0',
  writtenAnew: true,
  migrations: [
    `CREATE TABLE builds (
       name TEXT PRIMARY KEY, view TEXT NOT NULL, version INTEGER NOT NULL, build INTEGER NOT NULL,
       live INTEGER NOT NULL, started_at TEXT NOT NULL
     ) STRICT;
     CREATE TABLE checkpoints (
       name TEXT NOT NULL, partition TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (name, partition)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE parked (
       name TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, error TEXT NOT NULL, parked_at TEXT NOT NULL,
       waiting INTEGER NOT NULL, replay_requested INTEGER NOT NULL, PRIMARY KEY (name, key)
     ) STRICT, WITHOUT ROWID;`,
    'ALTER TABLE checkpoints ADD COLUMN event TEXT;',
    // Documents got columns for their indexed fields.
    fillAgain,
    // Documents lie in order of their keys: reading and writing one looks in one place instead of two.
    fillAgain,
    // Personal fields lie sealed.
    fillAgain,
  ],
}

/** The same for as long as one process is about. */
export const PASSING_READ_MODELS: DatabaseForm = { ...READ_MODELS, synchronous: 'OFF' }

/** Documents lie in tables of another form from here on; they are filled again from the log. */
function fillAgain(database: DatabaseSync): void {
  for (const { name } of database.prepare('SELECT name FROM builds').all())
    database.exec(`DROP TABLE IF EXISTS ${quoted(String(name))}`)
  database.exec('DELETE FROM builds; DELETE FROM checkpoints; DELETE FROM parked;')
}

/** The table of one build. Names of views are ours, yet quoted all the same. */
export const tableOf = ({ view, version, build }: { view: string; version: number; build: number }): string =>
  `${view.replaceAll('-', '_')}_v${version}_b${build}`

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * Documents of one build, in order of their keys. Every field of an index is a column of its own, so that writing a document in which none of
 * them has changed touches no index. `removed` marks what a removed document leaves behind.
 */
export function documentTable(table: string, indexes: readonly (readonly string[])[]): string {
  const columns = fieldsOf(indexes).map((field) => `, ${quoted(field)}`)
  const statements = indexes.map((index, at) => {
    const over = [...index.map(quoted), 'key'].join(', ')
    return `CREATE INDEX IF NOT EXISTS ${quoted(`${table}_i${at}`)} ON ${quoted(table)} (${over}) WHERE removed = 0;`
  })
  return `CREATE TABLE IF NOT EXISTS ${quoted(table)} (
    key TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL, removed INTEGER NOT NULL${columns.join('')}, document TEXT
  ) WITHOUT ROWID; ${statements.join(' ')}`
}

const OWN_COLUMNS: ReadonlySet<string> = new Set(['key', 'position', 'removed', 'document'])

/** The fields that stand in some index, each once. */
const fieldsOf = (indexes: readonly (readonly string[])[]): readonly string[] =>
  [...new Set(indexes.flat())].filter((field) => !OWN_COLUMNS.has(field))

/** The columns of a table that hold fields of its documents. */
export const fieldsAmong = (columns: Iterable<string>): readonly string[] =>
  [...columns].filter((column) => !OWN_COLUMNS.has(column))
