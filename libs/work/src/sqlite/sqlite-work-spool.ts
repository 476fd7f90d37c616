import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { leaveNoTrace, openDatabase, overwriteWhatIsDeleted, whenFree } from '@ledger/event-sourcing'
import type { DatabaseForm } from '@ledger/event-sourcing'
import { WorkSpool } from '../spool.js'
import type { KeptChunk, Receipt } from '../spool.js'

/** FULL: work is acknowledged when its items are on the disk. */
const SPOOL: DatabaseForm = {
  what: 'work spool',
  mark: 'LEDW',
  synchronous: 'FULL',
  wayOut: 'Remove it, with its -wal and -shm: bulk work that was not finished ends where it is.',
  migrations: [
    `CREATE TABLE chunks (
       receipt TEXT NOT NULL, chunk INTEGER NOT NULL, work TEXT NOT NULL, kept_at TEXT NOT NULL, items TEXT NOT NULL,
       PRIMARY KEY (receipt, chunk)
     ) STRICT;`,
  ],
}

/** Files that were sent to be imported: in a file of their own, of which nothing is left that was removed. */
const UPLOADS: DatabaseForm = {
  ...SPOOL,
  what: 'store of uploads',
  mark: 'LEDU',
  wayOut: 'Remove it, with its -wal and -shm: files that were sent to be imported must be sent again.',
}

export class SqliteWorkSpool extends WorkSpool {
  private readonly insert: StatementSync
  private readonly insertFirst: StatementSync
  private readonly update: StatementSync
  private readonly select: StatementSync
  private readonly delete: StatementSync
  private readonly receipts: StatementSync
  private readonly chunksOf: StatementSync

  private constructor(
    private readonly database: DatabaseSync,
    private readonly isTraceless: boolean,
  ) {
    super()
    this.insert = database.prepare(
      'INSERT OR REPLACE INTO chunks (receipt, chunk, work, kept_at, items) VALUES (?, ?, ?, ?, ?)',
    )
    this.insertFirst = database.prepare(
      'INSERT OR IGNORE INTO chunks (receipt, chunk, work, kept_at, items) VALUES (?, ?, ?, ?, ?)',
    )
    this.update = database.prepare(
      'UPDATE chunks SET kept_at = ?, items = ? WHERE receipt = ? AND chunk = ? AND items = ?',
    )
    this.select = database.prepare('SELECT items FROM chunks WHERE receipt = ? AND chunk = ?')
    this.delete = database.prepare('DELETE FROM chunks WHERE receipt = ?')
    this.receipts = database.prepare('SELECT work, receipt, max(kept_at) AS last_at FROM chunks GROUP BY receipt')
    this.chunksOf = database.prepare('SELECT chunk, kept_at FROM chunks WHERE receipt = ? ORDER BY chunk')
  }

  /** @throws StoreUnavailable where the file cannot be used. */
  static async open({ file }: { file: string }): Promise<SqliteWorkSpool> {
    return new SqliteWorkSpool(await openDatabase(file, SPOOL), false)
  }

  /** For files of people: what is removed is overwritten. @throws StoreUnavailable where the file cannot be used. */
  static async openForUploads({ file }: { file: string }): Promise<SqliteWorkSpool> {
    const database = await openDatabase(file, UPLOADS)
    overwriteWhatIsDeleted(database)
    return new SqliteWorkSpool(database, true)
  }

  async append(
    { work, receipt }: Receipt,
    chunk: number,
    items: readonly unknown[],
    keptAt = new Date().toISOString(),
  ): Promise<void> {
    await whenFree(() => this.insert.run(receipt, chunk, work, keptAt, JSON.stringify(items)))
  }

  async replace(
    { work, receipt }: Receipt,
    chunk: number,
    read: readonly unknown[],
    items: readonly unknown[],
  ): Promise<boolean> {
    const [keptAt, text] = [new Date().toISOString(), JSON.stringify(items)]
    const { changes } = await whenFree(() =>
      read.length === 0
        ? this.insertFirst.run(receipt, chunk, work, keptAt, text)
        : this.update.run(keptAt, text, receipt, chunk, JSON.stringify(read)),
    )
    return Number(changes) > 0
  }

  async read(receipt: string, chunk: number): Promise<readonly unknown[]> {
    const row = await whenFree(() => this.select.get(receipt, chunk))
    return row ? (JSON.parse(String(row.items)) as unknown[]) : []
  }

  async remove(receipt: string): Promise<void> {
    const { changes } = await whenFree(() => this.delete.run(receipt))
    if (this.isTraceless && changes > 0) await leaveNoTrace(this.database)
  }

  async list(): Promise<readonly (Receipt & { lastAt: string })[]> {
    const rows = await whenFree(() => this.receipts.all())
    return rows.map((row) => ({ work: String(row.work), receipt: String(row.receipt), lastAt: String(row.last_at) }))
  }

  async chunks(receipt: string): Promise<readonly KeptChunk[]> {
    const rows = await whenFree(() => this.chunksOf.all(receipt))
    return rows.map(({ chunk, kept_at }) => ({ chunk: Number(chunk), keptAt: String(kept_at) }))
  }

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close()
  }
}
