import { randomBytes } from 'node:crypto'
import { chmod } from 'node:fs/promises'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { KEY_BYTES, KeyCache } from '../key-cache.js'
import { PersonalKeys, PersonErased } from '../personal-data.js'
import type { KeptKey } from '../personal-data.js'
import { whenFree } from './failure.js'
import { leaveNoTrace, overwriteWhatIsDeleted } from './no-trace.js'
import { openDatabase } from './open-database.js'
import type { DatabaseForm } from './open-database.js'

/** A key that is lost cannot be made again, so a new one is on the disk before anything is sealed with it. */
const KEYS: DatabaseForm = {
  what: 'key store',
  mark: 'LEDK',
  synchronous: 'FULL',
  wayOut: 'Restore it from a backup: without it, attributes of persons cannot be read.',
  migrations: ['CREATE TABLE keys (person TEXT PRIMARY KEY, key BLOB, destroyed_at TEXT) STRICT, WITHOUT ROWID;'],
}

/** Keys of persons in a file of their own, readable by the service's user alone. */
export class SqlitePersonalKeys extends PersonalKeys {
  private readonly cache = new KeyCache()
  private readonly select: StatementSync
  private readonly insert: StatementSync
  private readonly page: StatementSync
  private readonly total: StatementSync
  private readonly takeOver: StatementSync

  private constructor(private readonly database: DatabaseSync) {
    super()
    this.select = database.prepare('SELECT person, key FROM keys WHERE person IN (SELECT value FROM json_each(?))')
    this.insert = database.prepare('INSERT OR IGNORE INTO keys (person, key) VALUES (?, ?)')
    this.page = database.prepare('SELECT * FROM keys WHERE person > ? ORDER BY person LIMIT ?')
    this.total = database.prepare('SELECT count(*) AS persons FROM keys')
    this.takeOver = database.prepare(
      `INSERT INTO keys (person, key, destroyed_at)
         SELECT value ->> 'person', unhex(value ->> 'key'), value ->> 'destroyedAt' FROM json_each(?) WHERE true
       ON CONFLICT (person) DO UPDATE SET key = NULL, destroyed_at = coalesce(destroyed_at, excluded.destroyed_at)
         WHERE excluded.destroyed_at IS NOT NULL`,
    )
  }

  /** @throws StoreUnavailable where the file cannot be used. */
  static async open({ file }: { file: string }): Promise<SqlitePersonalKeys> {
    const database = await openDatabase(file, KEYS)
    await chmod(file, 0o600)
    overwriteWhatIsDeleted(database)
    return new SqlitePersonalKeys(database)
  }

  async find(persons: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    return this.cache.find(persons, async (missing) => {
      const rows = await whenFree(() => this.select.all(JSON.stringify(missing)))
      return rows.flatMap(({ person, key }) =>
        key === null ? [] : [[String(person), Buffer.from(key as Uint8Array)] as const],
      )
    })
  }

  async findOrCreate(person: string): Promise<Buffer> {
    const known = (await this.find([person])).get(person)
    if (known) return known
    await whenFree(() => this.insert.run(person, randomBytes(KEY_BYTES)))
    // Whoever was first has made it; a row without a key was destroyed.
    const key = (await this.find([person])).get(person)
    if (!key) throw new PersonErased(person)
    return key
  }

  async destroy(person: string): Promise<void> {
    await this.adopt([{ person, destroyedAt: new Date().toISOString() }])
  }

  async list(limit: number, behind = ''): Promise<readonly KeptKey[]> {
    return (await whenFree(() => this.page.all(behind, limit))).map(keptKeyOf)
  }

  async count(): Promise<number> {
    return Number((await whenFree(() => this.total.get()))?.['persons'])
  }

  async adopt(kept: readonly KeptKey[]): Promise<void> {
    const rows = kept.map((one) => ('key' in one ? { ...one, key: one.key.toString('hex') } : one))
    await whenFree(() => this.takeOver.run(JSON.stringify(rows)))
    const destroyed = kept.filter((one) => 'destroyedAt' in one)
    for (const { person } of destroyed) this.forget(person)
    if (destroyed.length > 0) await leaveNoTrace(this.database)
  }

  forget(person: string): void {
    this.cache.forget(person)
  }

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close()
  }
}

function keptKeyOf({ person, key, destroyed_at }: Readonly<Record<string, unknown>>): KeptKey {
  if (key === null) return { person: String(person), destroyedAt: String(destroyed_at) }
  return { person: String(person), key: Buffer.from(key as Uint8Array) }
}
