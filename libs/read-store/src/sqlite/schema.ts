import type { DatabaseForm } from '@ledger/event-sourcing'

/** The read models as a database file. NORMAL: all of it can be filled again from the log, so no commit waits for the disk. */
export const READ_MODELS: DatabaseForm = {
  what: 'read store',
  mark: 'LEDV',
  synchronous: 'NORMAL',
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
  ],
}

/** The table of one build. Names of views are ours, yet quoted all the same. */
export const tableOf = ({ view, version, build }: { view: string; version: number; build: number }): string =>
  `${view.replaceAll('-', '_')}_v${version}_b${build}`

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Documents of one build: every field of an index is a column of its own, computed from the document. */
export function documentTable(table: string, indexes: readonly (readonly string[])[]): string {
  const fields = [...new Set(indexes.flat())]
  const columns = fields.map(
    (field) => `, ${quoted(field)} GENERATED ALWAYS AS (json_extract(document, ${path(field)})) VIRTUAL`,
  )
  const statements = indexes.map((index, at) => {
    const over = [...index.map(quoted), 'key'].join(', ')
    return `CREATE INDEX IF NOT EXISTS ${quoted(`${table}_i${at}`)} ON ${quoted(table)} (${over}) WHERE document IS NOT NULL;`
  })
  return `CREATE TABLE IF NOT EXISTS ${quoted(table)} (
    key TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL, document TEXT${columns.join('')}
  ); ${statements.join(' ')}`
}

/** A path into a JSON document, as an SQL text. */
export const path = (field: string): string => `'$.${field.replaceAll("'", "''")}'`
