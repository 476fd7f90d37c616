import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { openDatabase, whenFree } from '@ledger/event-sourcing'
import type { DatabaseForm } from '@ledger/event-sourcing'
import { WorkSpool } from '../spool.js'

/** FULL: work is acknowledged when its items are on the disk. */
const SPOOL: DatabaseForm = {
  what: 'work spool',
  mark: 'LEDW',
  synchronous: 'FULL',
  migrations: [
    `CREATE TABLE chunks (work TEXT NOT NULL, chunk INTEGER NOT NULL, items TEXT NOT NULL, PRIMARY KEY (work, chunk)) STRICT;`,
  ],
}

export class SqliteWorkSpool extends WorkSpool {
  private readonly insert: StatementSync
  private readonly select: StatementSync
  private readonly delete: StatementSync
  private readonly works: StatementSync

  private constructor(private readonly database: DatabaseSync) {
    super()
    this.insert = database.prepare('INSERT OR REPLACE INTO chunks (work, chunk, items) VALUES (?, ?, ?)')
    this.select = database.prepare('SELECT items FROM chunks WHERE work = ? AND chunk = ?')
    this.delete = database.prepare('DELETE FROM chunks WHERE work = ?')
    this.works = database.prepare('SELECT DISTINCT work FROM chunks')
  }

  /** @throws StoreUnavailable where the file cannot be used. */
  static async open({ file }: { file: string }): Promise<SqliteWorkSpool> {
    return new SqliteWorkSpool(await openDatabase(file, SPOOL))
  }

  async append(work: string, chunk: number, items: readonly unknown[]): Promise<void> {
    await whenFree(() => this.insert.run(work, chunk, JSON.stringify(items)))
  }

  async read(work: string, chunk: number): Promise<readonly unknown[]> {
    const row = await whenFree(() => this.select.get(work, chunk))
    return row ? (JSON.parse(String(row.items)) as unknown[]) : []
  }

  async remove(work: string): Promise<void> {
    await whenFree(() => this.delete.run(work))
  }

  async list(): Promise<readonly string[]> {
    return (await whenFree(() => this.works.all())).map(({ work }) => String(work))
  }

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close()
  }
}
