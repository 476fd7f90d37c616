import { DatabaseSync } from 'node:sqlite'
import { StoreDamaged, StoreUnavailable } from '../event-store.js'
import { unavailable, whenFree } from './failure.js'
import { settle, settleNew } from './home.js'

/** SQLite waits this long by itself, blocking the event loop; longer locks are waited for outside. */
const BUSY_TIMEOUT_MS = 10

/** Pages held in memory, for each connection. SQLite's own 2 MiB are soon too few for the upper levels of the indexes. */
const CACHE_KIB = 16_384
/** Pages (4 KiB) in the write-ahead log before they are copied into the file: a page that changes often is copied once. */
const PAGES_PER_CHECKPOINT = 4_000

/** A script, or what must look at the file first. It runs within a transaction. */
export type Migration = string | ((database: DatabaseSync) => void)

/** What a database file of the ledger is for, and how its schema came about. */
export interface DatabaseForm {
  /** What it is called in messages: `event log`. */
  readonly what: string
  /** Four letters that mark the file, so that no other database is taken for one of ours. */
  readonly mark: string
  /** What stands at index n lifts version n to n + 1. What was released never changes. */
  readonly migrations: readonly Migration[]
  /**
   * FULL: a commit is on the disk before it is acknowledged. NORMAL: a killed process loses nothing, a power cut may lose
   * the last commits but never the order or the soundness of the file. OFF: for what nobody needs after either.
   */
  readonly synchronous: 'FULL' | 'NORMAL' | 'OFF'
  /** What to do where the file is damaged. */
  readonly wayOut: string
  /** Looks at what the file holds, where it comes from elsewhere; says what is wrong with it. */
  readonly examine?: (database: DatabaseSync) => string | undefined
  /** Nothing of what a migration removes may stay in the file: it is written anew after one. */
  readonly writtenAnew?: true
  /** What a file that comes from elsewhere gives up: what can be made again, and could be wrong without a trace. */
  readonly whenMoved?: string
}

export interface OpenOptions {
  /**
   * Whoever wants to know what is wrong with a file takes it as it was found: one that comes from elsewhere is neither
   * looked through first, nor gives anything up.
   */
  readonly asFound?: boolean
}

/**
 * Opens the file, creates it where it is missing, and brings its schema up to date.
 * @throws StoreUnavailable where the file cannot be used: another program's, or of a newer version.
 * @throws StoreDamaged where it is no database, or not a whole one; the message says what to do.
 */
export async function openDatabase(
  file: string,
  form: DatabaseForm,
  { asFound = false }: OpenOptions = {},
): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined
  try {
    const opened = await whenFree(() => new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS }))
    database = opened
    await whenFree(() => prepare(opened, file, form, asFound))
    return opened
  } catch (error) {
    database?.close()
    const found = unavailable(error)
    if (found instanceof StoreDamaged)
      throw new StoreDamaged(`${file}: ${found.message}. ${form.wayOut}`, { cause: found })
    throw new StoreUnavailable(`${file}: ${found.message}`, { cause: found })
  }
}

function prepare(database: DatabaseSync, file: string, form: DatabaseForm, asFound: boolean): void {
  checkOrigin(database, form)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${form.synchronous};
    PRAGMA cache_size = -${CACHE_KIB}; PRAGMA wal_autocheckpoint = ${PAGES_PER_CHECKPOINT};`)
  if (numberOf(database, 'user_version') < form.migrations.length) migrate(database, file, form)
  if (!asFound) settle(database, file, form)
}

/** All that is missing, in one transaction; another process may have been faster, so the version is read inside it. */
function migrate(database: DatabaseSync, file: string, form: DatabaseForm): void {
  let isNew = false
  database.exec('BEGIN IMMEDIATE')
  try {
    checkOrigin(database, form)
    isNew = isEmpty(database)
    if (isNew) settleNew(database, file)
    database.exec(`PRAGMA application_id = ${applicationId(form)}`)
    for (const one of form.migrations.slice(numberOf(database, 'user_version'))) {
      if (typeof one === 'string') database.exec(one)
      else one(database)
    }
    database.exec(`PRAGMA user_version = ${form.migrations.length}; COMMIT`)
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK')
  }
  if (form.writtenAnew && !isNew) database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
}

/** Looks before anything is written: a foreign file is left as it is. */
function checkOrigin(database: DatabaseSync, form: DatabaseForm): void {
  const version = numberOf(database, 'user_version')
  if (isEmpty(database)) return
  if (numberOf(database, 'application_id') !== applicationId(form)) {
    throw new StoreUnavailable(`this database is not the ${form.what} of a ledger`)
  }
  const newest = form.migrations.length
  if (version > newest) {
    throw new StoreUnavailable(`this ${form.what} has schema version ${version}, this program knows up to ${newest}`)
  }
}

const isEmpty = (database: DatabaseSync): boolean =>
  numberOf(database, 'user_version') === 0 &&
  database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined

const applicationId = ({ mark }: DatabaseForm): number => Buffer.from(mark, 'latin1').readInt32BE()

const numberOf = (database: DatabaseSync, pragma: 'user_version' | 'application_id'): number =>
  Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma])
