import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import { StoreUnavailable } from '../event-store.js'
import { openDatabase } from './open-database.js'
import { EVENT_LOG } from './schema.js'

const INSERT = `INSERT INTO events (stream, revision, id, type, data, metadata) VALUES ('s', 0, 'i', 't', '{}', '{}')`
const NEXT = `ALTER TABLE events ADD COLUMN more TEXT;`

const lifted = (...more: readonly string[]) => ({ ...EVENT_LOG, migrations: [...EVENT_LOG.migrations, ...more] })

/** Makes a file with plain SQLite. */
function databaseWith(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}

function versionOf(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true })
  const version = database.prepare('PRAGMA user_version').get()?.['user_version']
  database.close()
  return version
}

describe('opening a database file', () => {
  it('is durable: write-ahead log, synced at every commit', async () => {
    await using folder = await temporaryFolder()
    const database = await openDatabase(join(folder.path, 'events.db'), EVENT_LOG)
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    database.close()
  })

  it('is brought up to date without losing an event', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'events.db')
    const older = await openDatabase(file, EVENT_LOG)
    older.exec(INSERT)
    older.close()
    const newer = await openDatabase(file, lifted(NEXT))
    expect(newer.prepare('SELECT id, more FROM events').all()).toEqual([{ id: 'i', more: null }])
    newer.close()
    expect(versionOf(file)).toBe(EVENT_LOG.migrations.length + 1)
  })

  it('stays as it was where one of several steps fails', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'events.db')
    ;(await openDatabase(file, EVENT_LOG)).close()
    await expect(openDatabase(file, lifted(NEXT, 'NO SQL'))).rejects.toBeInstanceOf(StoreUnavailable)
    expect(versionOf(file)).toBe(EVENT_LOG.migrations.length)
    await expect(openDatabase(file, lifted(NEXT)).then((database) => database.close())).resolves.toBeUndefined()
  })

  it('is made once where several open a new file', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'events.db')
    const opened = await Promise.all(Array.from({ length: 5 }, () => openDatabase(file, EVENT_LOG)))
    for (const database of opened) database.close()
    expect(versionOf(file)).toBe(EVENT_LOG.migrations.length)
  })

  it('refuses a log of a newer version', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'events.db')
    ;(await openDatabase(file, lifted(NEXT))).close()
    await expect(openDatabase(file, EVENT_LOG)).rejects.toThrow(/has schema version 3, this program knows up to 2/)
    expect(versionOf(file)).toBe(3)
  })

  it('refuses the database of another program and leaves it as it is', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'other.db')
    databaseWith(file, 'CREATE TABLE events (id TEXT)')
    const before = await readFile(file)
    await expect(openDatabase(file, EVENT_LOG)).rejects.toThrow(/is not the event log of a ledger/)
    expect(await readFile(file)).toEqual(before)
  })

  it('refuses a file that is no database and leaves it as it is', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'letter.txt')
    const text = 'Dear Sir or Madam, '.repeat(100)
    await writeFile(file, text)
    await expect(openDatabase(file, EVENT_LOG)).rejects.toThrow(/letter\.txt: .*the file is not a database/)
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  it('says which file cannot be opened', async () => {
    await using folder = await temporaryFolder()
    const opening = openDatabase(join(folder.path, 'missing', 'events.db'), EVENT_LOG)
    await expect(opening).rejects.toThrow(/missing.events\.db: .*cannot be opened/)
    await expect(opening).rejects.toBeInstanceOf(StoreUnavailable)
  })
})
