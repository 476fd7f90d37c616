import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { openDatabase, whenFree } from '@ledger/event-sourcing'
import type { DatabaseForm } from '@ledger/event-sourcing'
import { CheckpointStore } from '../checkpoints/checkpoint-store.js'
import type { KeptCheckpoint } from '../checkpoints/checkpoint-store.js'

/** FULL: what was handed out has to be there, or the log would sign something else. */
const CHECKPOINTS: DatabaseForm = {
  what: 'store of checkpoints',
  mark: 'LEDC',
  synchronous: 'FULL',
  wayOut: 'Restore it from a backup: without it nobody here can say what was signed before.',
  migrations: [
    `CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, note TEXT NOT NULL, issued_at TEXT NOT NULL) STRICT;`,
  ],
}

const COLUMNS = 'SELECT size, note, issued_at FROM checkpoints'

export class SqliteCheckpointStore extends CheckpointStore {
  private readonly statements

  private constructor(private readonly database: DatabaseSync) {
    super()
    const statement = (sql: string): StatementSync => database.prepare(sql)
    this.statements = {
      add: statement(
        'INSERT INTO checkpoints (size, note, issued_at) SELECT ?1, ?2, ?3 WHERE ?1 > (SELECT coalesce(max(size), -1) FROM checkpoints)',
      ),
      before: statement(`${COLUMNS} WHERE size < ? ORDER BY size DESC LIMIT ?`),
      from: statement(`${COLUMNS} WHERE size >= ? ORDER BY size LIMIT ?`),
      sign: statement('UPDATE checkpoints SET note = note || ?2 WHERE size = ?1 AND instr(note, ?2) = 0'),
    }
  }

  /** @throws StoreUnavailable where the file cannot be used. */
  static async open({ file }: { file: string }): Promise<SqliteCheckpointStore> {
    return new SqliteCheckpointStore(await openDatabase(file, CHECKPOINTS))
  }

  async add({ size, note, issuedAt }: KeptCheckpoint): Promise<boolean> {
    return (await whenFree(() => this.statements.add.run(size, note, issuedAt))).changes === 1
  }

  async latest(): Promise<KeptCheckpoint | undefined> {
    return (await this.before(undefined, 1))[0]
  }

  async at(size: number): Promise<KeptCheckpoint | undefined> {
    const [found] = await this.from(size, 1)
    return found?.size === size ? found : undefined
  }

  async before(size: number | undefined, limit: number): Promise<readonly KeptCheckpoint[]> {
    const rows = await whenFree(() => this.statements.before.all(size ?? Number.MAX_SAFE_INTEGER, limit))
    return rows.map(checkpointOf)
  }

  async from(size: number, limit: number): Promise<readonly KeptCheckpoint[]> {
    return (await whenFree(() => this.statements.from.all(size, limit))).map(checkpointOf)
  }

  async countersign(size: number, line: string): Promise<boolean> {
    await whenFree(() => this.statements.sign.run(size, `${line}\n`))
    return (await this.at(size)) !== undefined
  }

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close()
  }
}

const checkpointOf = ({ size, note, issued_at }: Readonly<Record<string, unknown>>): KeptCheckpoint => ({
  size: Number(size),
  note: String(note),
  issuedAt: String(issued_at),
})
