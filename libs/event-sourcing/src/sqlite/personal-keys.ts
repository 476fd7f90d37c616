import { randomBytes } from 'node:crypto'
import { chmod } from 'node:fs/promises'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { LRUCache } from 'lru-cache'
import { PersonalKeys, PersonErased } from '../personal-data.js'
import { whenFree } from './failure.js'
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

const KEY_BYTES = 32
const CACHED_KEYS = 50_000

/** Keys of persons in a file of their own, readable by the service's user alone. */
export class SqlitePersonalKeys extends PersonalKeys {
  private readonly cache = new LRUCache<string, Buffer>({ max: CACHED_KEYS })
  private readonly select: StatementSync
  private readonly insert: StatementSync

  private constructor(private readonly database: DatabaseSync) {
    super()
    this.select = database.prepare('SELECT person, key FROM keys WHERE person IN (SELECT value FROM json_each(?))')
    this.insert = database.prepare('INSERT OR IGNORE INTO keys (person, key) VALUES (?, ?)')
  }

  /** @throws StoreUnavailable where the file cannot be used. */
  static async open({ file }: { file: string }): Promise<SqlitePersonalKeys> {
    const database = await openDatabase(file, KEYS)
    await chmod(file, 0o600)
    return new SqlitePersonalKeys(database)
  }

  async find(persons: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const found = new Map<string, Buffer>()
    const missing: string[] = []
    for (const person of persons) {
      const key = this.cache.get(person)
      if (key) found.set(person, key)
      else missing.push(person)
    }
    if (missing.length === 0) return found
    for (const { person, key } of await whenFree(() => this.select.all(JSON.stringify(missing)))) {
      if (key === null) continue
      this.cache.set(String(person), Buffer.from(key as Uint8Array))
      found.set(String(person), Buffer.from(key as Uint8Array))
    }
    return found
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

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close()
  }
}
