import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { LeaseBook } from '../leases/lease-book.js'
import type { LeaseRecord } from '../leases/lease-book.js'
import { whenFree } from './failure.js'

/** A migration of the operations store. */
export const LEASES = `CREATE TABLE leases (
  name TEXT PRIMARY KEY, holder TEXT, token INTEGER NOT NULL, beat INTEGER NOT NULL, ttl_ms INTEGER NOT NULL
) STRICT;`

export class SqliteLeaseBook extends LeaseBook {
  private readonly select: StatementSync
  private readonly selectAll: StatementSync
  private readonly insert: StatementSync
  private readonly update: StatementSync

  constructor(database: DatabaseSync) {
    super()
    const columns = 'name, holder, token, beat, ttl_ms'
    this.select = database.prepare(`SELECT ${columns} FROM leases WHERE name = ?`)
    this.selectAll = database.prepare(
      `SELECT ${columns} FROM leases WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name`,
    )
    this.insert = database.prepare(
      'INSERT OR IGNORE INTO leases (holder, token, beat, ttl_ms, name) VALUES (?, ?, ?, ?, ?)',
    )
    this.update = database.prepare(
      'UPDATE leases SET holder = ?, token = ?, beat = ?, ttl_ms = ? WHERE name = ? AND token = ? AND beat = ?',
    )
  }

  async read(name: string): Promise<LeaseRecord | undefined> {
    const row = await whenFree(() => this.select.get(name))
    return row && recordOf(row)
  }

  async list(prefix: string): Promise<ReadonlyMap<string, LeaseRecord>> {
    const rows = await whenFree(() => this.selectAll.all(prefix))
    return new Map(rows.map((row) => [String(row['name']), recordOf(row)]))
  }

  async put(
    name: string,
    { holder, token, beat, ttlMs }: LeaseRecord,
    over: LeaseRecord | undefined,
  ): Promise<boolean> {
    const values = [holder ?? null, token, beat, ttlMs, name] as const
    const { changes } = await whenFree(() =>
      over === undefined ? this.insert.run(...values) : this.update.run(...values, over.token, over.beat),
    )
    return Number(changes) > 0
  }
}

const recordOf = (row: Record<string, unknown>): LeaseRecord => ({
  ...(row['holder'] === null ? {} : { holder: String(row['holder']) }),
  token: Number(row['token']),
  beat: Number(row['beat']),
  ttlMs: Number(row['ttl_ms']),
})
