import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { Bookmarks, CommandJournal, SnapshotStore } from '../journal.js'
import type { JournalEntry, Snapshot } from '../journal.js'
import type { LeaseBook } from '../leases/lease-book.js'
import { whenFree } from './failure.js'
import { leaveNoTrace, overwriteWhatIsDeleted } from './no-trace.js'
import { openDatabase } from './open-database.js'
import type { DatabaseForm } from './open-database.js'
import { LEASES, SqliteLeaseBook } from './sqlite-lease-book.js'
import { SharedTransactions } from './shared-transactions.js'

/**
 * What eases the work beside the log. NORMAL: a killed process loses nothing; after a power cut a repeat may be decided
 * anew, and the rules of the domain say nothing twice.
 */
const OPERATIONS: DatabaseForm = {
  what: 'operations store',
  mark: 'LEDO',
  synchronous: 'NORMAL',
  wayOut: 'Remove it, with its -wal and -shm: what was said before is decided anew, and the rules say nothing twice.',
  whenMoved: 'DELETE FROM snapshots',
  migrations: [
    `CREATE TABLE commands (
       id TEXT PRIMARY KEY, digest TEXT NOT NULL, stream TEXT NOT NULL, revision INTEGER NOT NULL,
       claimed_at TEXT NOT NULL, answer TEXT
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX commands_by_time ON commands (claimed_at);
     CREATE TABLE snapshots (
       stream TEXT PRIMARY KEY, version INTEGER NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL
     ) STRICT;
     CREATE TABLE bookmarks (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT;`,
    LEASES,
    'CREATE INDEX commands_by_stream ON commands (stream);',
  ],
}

/** Journal, snapshots, bookmarks and leases, in one database file. */
export class SqliteOperations {
  readonly journal: CommandJournal
  readonly snapshots: SnapshotStore
  readonly bookmarks: Bookmarks
  readonly leases: LeaseBook

  private readonly writes: SharedTransactions

  private constructor(private readonly database: DatabaseSync) {
    this.writes = new SharedTransactions(database, 'BEGIN IMMEDIATE')
    this.journal = new Journal(database, this.writes)
    this.snapshots = new Snapshots(database)
    this.bookmarks = new Marks(database)
    this.leases = new SqliteLeaseBook(database)
  }

  /** @throws StoreUnavailable where the file cannot be used. */
  static async open({ file }: { file: string }): Promise<SqliteOperations> {
    return new SqliteOperations(await openDatabase(file, OPERATIONS))
  }

  async close(): Promise<void> {
    await this.writes.drained()
    if (this.database.isOpen) this.database.close()
  }
}

class Journal extends CommandJournal {
  private readonly insert: StatementSync
  private readonly select: StatementSync
  private readonly update: StatementSync
  private readonly removeOne: StatementSync
  private readonly remove: StatementSync
  private readonly blot: StatementSync

  constructor(
    private readonly database: DatabaseSync,
    private readonly writes: SharedTransactions,
  ) {
    super()
    this.insert = database.prepare(
      'INSERT OR IGNORE INTO commands (id, digest, stream, revision, claimed_at) VALUES (?, ?, ?, ?, ?)',
    )
    this.select = database.prepare('SELECT digest, stream, revision, claimed_at, answer FROM commands WHERE id = ?')
    this.update = database.prepare('UPDATE commands SET answer = ? WHERE id = ? AND answer IS NULL')
    this.removeOne = database.prepare('DELETE FROM commands WHERE id = ?')
    this.blot = database.prepare(`UPDATE commands SET digest = '', answer = NULL WHERE stream = ? AND id <> ?`)
    this.remove = database.prepare('DELETE FROM commands WHERE claimed_at < ?')
  }

  async claim(
    id: string,
    { digest, stream, revision, claimedAt }: Omit<JournalEntry, 'answer'>,
  ): Promise<JournalEntry | undefined> {
    const { changes } = await this.writes.run(() => this.insert.run(id, digest, stream, revision, claimedAt))
    return Number(changes) > 0 ? undefined : this.find(id)
  }

  async find(id: string): Promise<JournalEntry | undefined> {
    const row = await whenFree(() => this.select.get(id))
    if (!row) return undefined
    const entry = {
      digest: String(row.digest),
      stream: String(row.stream),
      revision: Number(row.revision),
      claimedAt: String(row.claimed_at),
    }
    return row.answer === null ? entry : { ...entry, answer: JSON.parse(String(row.answer)) as unknown }
  }

  async answer(id: string, answer: unknown): Promise<void> {
    await this.writes.run(() => this.update.run(JSON.stringify(answer), id))
  }

  async forget(id: string): Promise<void> {
    await whenFree(() => this.removeOne.run(id))
  }

  async forgetWhatWasSaid(stream: string, except: string): Promise<void> {
    overwriteWhatIsDeleted(this.database)
    await this.writes.run(() => this.blot.run(stream, except))
    await leaveNoTrace(this.database)
  }

  async forgetBefore(instant: string): Promise<number> {
    return Number((await this.writes.run(() => this.remove.run(instant))).changes)
  }
}

class Snapshots extends SnapshotStore {
  private readonly select: StatementSync
  private readonly upsert: StatementSync

  constructor(database: DatabaseSync) {
    super()
    this.select = database.prepare('SELECT version, revision, position, state FROM snapshots WHERE stream = ?')
    this.upsert = database.prepare(
      'INSERT OR REPLACE INTO snapshots (stream, version, revision, position, state) VALUES (?, ?, ?, ?, ?)',
    )
  }

  async load(stream: string): Promise<Snapshot | undefined> {
    const row = await whenFree(() => this.select.get(stream))
    if (!row) return undefined
    const { version, revision, position } = row
    return {
      version: Number(version),
      revision: Number(revision),
      position: Number(position),
      state: JSON.parse(String(row.state)) as unknown,
    }
  }

  async save(stream: string, { version, revision, position, state }: Snapshot): Promise<void> {
    await whenFree(() => this.upsert.run(stream, version, revision, position, JSON.stringify(state)))
  }
}

class Marks extends Bookmarks {
  private readonly select: StatementSync
  private readonly upsert: StatementSync

  constructor(database: DatabaseSync) {
    super()
    this.select = database.prepare('SELECT position FROM bookmarks WHERE name = ?')
    this.upsert = database.prepare(
      'INSERT INTO bookmarks (name, position) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = max(position, excluded.position)',
    )
  }

  async read(name: string): Promise<number | undefined> {
    const row = await whenFree(() => this.select.get(name))
    return row && Number(row.position)
  }

  async write(name: string, position: number): Promise<void> {
    await whenFree(() => this.upsert.run(name, position))
  }
}
