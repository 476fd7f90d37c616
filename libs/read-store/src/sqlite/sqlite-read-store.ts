import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { openDatabase, unavailable, whenFree } from '@ledger/event-sourcing'
import type { DatabaseForm, OpenOptions, Position } from '@ledger/event-sourcing'
import type { Misfiled } from '../misfiled.js'
import { ReadStore } from '../read-store.js'
import type { Build, BuildState, Commit, Entry, Filter, Page, ParkedKey, Query, ScanOptions } from '../read-store.js'
import type { Document } from '../view.js'
import { listOf, places, writeCursor } from '../cursor.js'
import { misfiledIn } from './misfiled.js'
import { behind, orderBy, where } from './query.js'
import { entry, parsed } from './row.js'
import { scanned } from './scan.js'
import type { Row } from './row.js'
import { writeDocuments } from './write-documents.js'
import { documentTable, fieldsAmong, quoted, READ_MODELS, tableOf } from './schema.js'

const CACHED_STATEMENTS = 500

/** Read models in a file of their own, so that a projector never holds up whoever writes the log. */
export class SqliteReadStore extends ReadStore {
  private readonly statements = new Map<string, StatementSync>()
  private readonly columns = new Map<string, ReadonlySet<string>>()
  private closed = false

  protected constructor(
    private readonly database: DatabaseSync,
    protected readonly file: string,
    private readonly form: DatabaseForm,
  ) {
    super()
  }

  /** @throws StoreUnavailable where the file cannot be used. */
  static async open({ file, ...options }: { file: string } & OpenOptions): Promise<SqliteReadStore> {
    return new SqliteReadStore(await openDatabase(file, READ_MODELS, options), file, READ_MODELS)
  }

  async builds(): Promise<readonly BuildState[]> {
    const rows = await this.all(
      'SELECT view, version, build, live, started_at FROM builds ORDER BY view, version, build',
    )
    return rows.map((row) => ({
      view: String(row.view),
      version: Number(row.version),
      build: Number(row.build),
      live: row.live === 1,
      startedAt: String(row.started_at),
    }))
  }

  async create(build: Build, indexes: readonly (readonly string[])[]): Promise<boolean> {
    const name = tableOf(build)
    let made = false
    await this.transaction(() => {
      this.database.exec(documentTable(name, indexes))
      const { changes } = this.statement(
        'INSERT OR IGNORE INTO builds (name, view, version, build, live, started_at) VALUES (?, ?, ?, ?, 0, ?)',
      ).run(name, build.view, build.version, build.build, new Date().toISOString())
      made = changes > 0
    })
    return made
  }

  async goLive(build: Build): Promise<void> {
    await this.transaction(() => {
      this.require(build)
      this.run('UPDATE builds SET live = 0 WHERE view = ? AND version = ?', build.view, build.version)
      this.run('UPDATE builds SET live = 1 WHERE name = ?', tableOf(build))
    })
  }

  async drop(build: Build): Promise<void> {
    const name = tableOf(build)
    await this.transaction(() => {
      const live = this.statement('SELECT live FROM builds WHERE name = ?').get(name)?.live
      if (live === 1) throw new Error(`${name} is live and cannot be dropped`)
      this.database.exec(`DROP TABLE IF EXISTS ${quoted(name)}`)
      for (const table of ['builds', 'checkpoints', 'parked']) this.run(`DELETE FROM ${table} WHERE name = ?`, name)
    })
    this.statements.clear()
    this.columns.delete(name)
  }

  async load(
    build: Build,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, { document: Document | null; position: Position }>> {
    const sql = `SELECT key, position, document FROM ${quoted(tableOf(build))} WHERE key IN (SELECT value FROM json_each(?))`
    const rows = await this.all(sql, JSON.stringify(keys))
    return new Map(
      rows.map((row) => [String(row.key), { document: parsed(row.document), position: Number(row.position) }]),
    )
  }

  async commit(commits: readonly Commit[]): Promise<void> {
    await this.transaction(() => {
      for (const one of commits) this.write(one)
    })
  }

  private write({ build, partition, writes, park = [], unpark = [], checkpoint, checkpointEvent }: Commit): void {
    this.require(build)
    const name = tableOf(build)
    writeDocuments(writes, fieldsAmong(this.columnsOf(build)), (sql) => this.statement(sql(name)))
    for (const key of unpark) this.run('DELETE FROM parked WHERE name = ? AND key = ?', name, key)
    for (const one of park) {
      this.run(
        'INSERT OR REPLACE INTO parked (name, key, position, error, parked_at, waiting, replay_requested) VALUES (?, ?, ?, ?, ?, ?, ?)',
        name,
        one.key,
        one.position,
        one.error,
        one.parkedAt,
        one.waiting,
        Number(one.replayRequested),
      )
    }
    if (checkpoint === undefined) return
    this.run(
      `INSERT INTO checkpoints (name, partition, position, event) VALUES (?, ?, ?, ?) ON CONFLICT (name, partition)
       DO UPDATE SET position = excluded.position, event = excluded.event WHERE excluded.position > position`,
      name,
      partition,
      checkpoint,
      checkpointEvent ?? null,
    )
  }

  async checkpoints(build: Build): Promise<ReadonlyMap<string, Position>> {
    const rows = await this.all('SELECT partition, position FROM checkpoints WHERE name = ?', tableOf(build))
    return new Map(rows.map((row) => [String(row.partition), Number(row.position)]))
  }

  async furthest(): Promise<{ readonly position: Position; readonly event: string } | undefined> {
    const [row] = await this.all(
      'SELECT position, event FROM checkpoints WHERE event IS NOT NULL ORDER BY position DESC LIMIT 1',
    )
    return row && { position: Number(row.position), event: String(row.event) }
  }

  async parked(build: Build): Promise<readonly ParkedKey[]> {
    const rows = await this.all(
      'SELECT key, position, error, parked_at, waiting, replay_requested FROM parked WHERE name = ? ORDER BY key',
      tableOf(build),
    )
    return rows.map((row) => ({
      key: String(row.key),
      position: Number(row.position),
      error: String(row.error),
      parkedAt: String(row.parked_at),
      waiting: Number(row.waiting),
      replayRequested: row.replay_requested === 1,
    }))
  }

  async requestReplay(build: Build, key: string): Promise<boolean> {
    const sql = 'UPDATE parked SET replay_requested = 1 WHERE name = ? AND key = ?'
    return this.free(() => Number(this.statement(sql).run(tableOf(build), key).changes) > 0)
  }

  async get<D extends Document>(build: Build, key: string): Promise<Entry<D> | undefined> {
    const [row] = await this.all(
      `SELECT key, position, document FROM ${quoted(tableOf(build))} WHERE key = ? AND removed = 0`,
      key,
    )
    return row && entry<D>(row)
  }

  async find<D extends Document>(build: Build, { filter = {}, sort = [], cursor, limit }: Query): Promise<Page<D>> {
    const columns = this.columnsOf(build)
    const matching = where(filter, columns)
    const list = listOf(build.view, filter, sort)
    const after = cursor === undefined ? undefined : behind(cursor, list, sort, columns)
    const order = places(sort)
    const sql = `SELECT key, position, document${order.map(([field], at) => `, ${quoted(field)} AS s${at}`).join('')}
      FROM ${quoted(tableOf(build))} WHERE ${matching.sql}${after ? ` AND ${after.sql}` : ''}
      ORDER BY ${orderBy(sort, columns)} LIMIT ?`
    const rows = await this.all(sql, ...matching.values, ...(after?.values ?? []), limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const next =
      rows.length > limit && last
        ? {
            next: writeCursor(
              list,
              order.map((_, at) => last[`s${at}`]),
            ),
          }
        : {}
    return { entries: page.map((row) => entry<D>(row)), ...next }
  }

  async count(build: Build, filter: Filter = {}): Promise<number> {
    const { sql, values } = where(filter, this.columnsOf(build))
    const [row] = await this.all(`SELECT count(*) AS count FROM ${quoted(tableOf(build))} WHERE ${sql}`, ...values)
    return Number(row?.count)
  }

  async *scan(
    build: Build,
    { fields, filter = {}, keyPrefix = '' }: ScanOptions,
  ): AsyncIterable<readonly (readonly unknown[])[]> {
    const { sql, values } = where(filter, this.columnsOf(build))
    await this.settled()
    // A connection of its own holds the moment still while others write.
    const reader = await openDatabase(this.file, this.form, { asFound: true })
    try {
      reader.exec('BEGIN')
      yield* scanned(reader, tableOf(build), { sql, values }, fields, keyPrefix)
    } finally {
      reader.close()
    }
  }

  misfiled(build: Build): AsyncIterable<Misfiled> {
    const fields = fieldsAmong(this.columnsOf(build))
    return misfiledIn(tableOf(build), fields, (sql, after) => this.all(sql, after))
  }

  async size(build: Build): Promise<{ documents: number; bytes?: number }> {
    const [row] = await this.all(
      `SELECT count(*) AS documents, coalesce(sum(length(document)), 0) AS bytes FROM ${quoted(tableOf(build))} WHERE removed = 0`,
    )
    return { documents: Number(row?.documents), bytes: Number(row?.bytes) }
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    this.database.close()
  }

  /** @throws Error where the build was dropped meanwhile */
  protected require(build: Build): void {
    const name = tableOf(build)
    if (!this.statement('SELECT 1 FROM builds WHERE name = ?').get(name))
      throw new Error(`there is no build ${name} any more`)
  }

  protected columnsOf(build: Build): ReadonlySet<string> {
    const name = tableOf(build)
    const known = this.columns.get(name)
    if (known) return known
    const columns = new Set(
      this.database
        .prepare(`SELECT name FROM pragma_table_xinfo(?)`)
        .all(name)
        .map((row) => String(row.name)),
    )
    this.columns.set(name, columns)
    return columns
  }

  private all(sql: string, ...values: readonly (string | number | null)[]): Promise<readonly Row[]> {
    return this.free(() => this.statement(sql).all(...values) as Row[])
  }

  private run(sql: string, ...values: readonly (string | number | null)[]): void {
    this.statement(sql).run(...values)
  }

  private statement(sql: string): StatementSync {
    const known = this.statements.get(sql)
    if (known) return known
    if (this.statements.size >= CACHED_STATEMENTS) this.statements.clear()
    const prepared = this.database.prepare(sql)
    this.statements.set(sql, prepared)
    return prepared
  }

  private transaction(work: () => void): Promise<void> {
    return this.free(() => {
      this.database.exec('BEGIN IMMEDIATE')
      try {
        work()
        this.database.exec('COMMIT')
      } finally {
        if (this.database.isTransaction) this.database.exec('ROLLBACK')
      }
    })
  }

  /** What was committed is there for whoever reads. */
  protected async settled(): Promise<void> {
    // A transaction is there as soon as it is over.
  }

  private async free<T>(work: () => T): Promise<T> {
    await this.settled()
    if (this.closed) throw unavailable(new Error('the read store is closed'))
    return whenFree(work)
  }
}
