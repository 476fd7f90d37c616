import { DatabaseSync } from 'node:sqlite'
import { StoreUnavailable } from '../event-store.js'
import { unavailable, whenFree } from './failure.js'

/** Marks a file as an event log of the ledger ("LEDG"), so that no other database is taken for one. */
const APPLICATION_ID = 0x4c454447
/** SQLite waits this long by itself, blocking the event loop; longer locks are waited for outside. */
const BUSY_TIMEOUT_MS = 10

/** The script at index n lifts version n to n + 1. Scripts that were released never change. */
export const MIGRATIONS: readonly string[] = [
  `PRAGMA application_id = ${APPLICATION_ID};
   CREATE TABLE events (
     position INTEGER PRIMARY KEY,
     stream   TEXT    NOT NULL,
     revision INTEGER NOT NULL,
     id       TEXT    NOT NULL,
     type     TEXT    NOT NULL,
     data     TEXT    NOT NULL,
     metadata TEXT    NOT NULL,
     UNIQUE (stream, revision)
   ) STRICT;`,
]

/**
 * Opens the file, creates it where it is missing, and brings its schema up to date.
 * @throws StoreUnavailable where the file cannot be used: no database, another program's, or of a newer version.
 */
export async function openDatabase(file: string, migrations = MIGRATIONS): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined
  try {
    const opened = await whenFree(() => new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS }))
    database = opened
    await whenFree(() => prepare(opened, migrations))
    return opened
  } catch (error) {
    database?.close()
    const { message, cause } = unavailable(error)
    throw new StoreUnavailable(`${file}: ${message}`, { cause })
  }
}

/** FULL: a commit is on the disk before it is acknowledged. */
function prepare(database: DatabaseSync, migrations: readonly string[]): void {
  checkOrigin(database, migrations.length)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
  if (numberOf(database, 'user_version') < migrations.length) migrate(database, migrations)
}

/** All that is missing, in one transaction; another process may have been faster, so the version is read inside it. */
function migrate(database: DatabaseSync, migrations: readonly string[]): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    checkOrigin(database, migrations.length)
    for (const script of migrations.slice(numberOf(database, 'user_version'))) database.exec(script)
    database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK')
  }
}

/** Looks before anything is written: a foreign file is left as it is. */
function checkOrigin(database: DatabaseSync, newest: number): void {
  const version = numberOf(database, 'user_version')
  const empty = version === 0 && database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (empty) return
  if (numberOf(database, 'application_id') !== APPLICATION_ID) {
    throw new StoreUnavailable('this database is not an event log of the ledger')
  }
  if (version > newest) {
    throw new StoreUnavailable(`this event log has schema version ${version}, this program knows up to ${newest}`)
  }
}

const numberOf = (database: DatabaseSync, pragma: 'user_version' | 'application_id'): number =>
  Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma])
