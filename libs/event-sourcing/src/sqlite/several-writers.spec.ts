import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { eventsOf, gathered, idsOf, newEvent, newEvents, subscribed } from '../../testing/contract/fixture.js'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import type { EventStore } from '../event-store.js'
import { WrongExpectedVersion } from '../event-store.js'
import { SqliteEventStore } from './sqlite-event-store.js'

/** Two stores on one file, as two processes have them. */
async function twoStores() {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'events.db')
  const [one, two] = [
    await SqliteEventStore.open({ file, pollMs: 5 }),
    await SqliteEventStore.open({ file, pollMs: 5 }),
  ]
  return {
    one,
    two,
    file,
    async [Symbol.asyncDispose]() {
      await Promise.all([one.close(), two.close()])
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Appends so many events at explicit revisions, again and again where another was faster. */
async function stubbornly(store: EventStore, stream: string, count: number): Promise<void> {
  for (let written = 0, revision = -1; written < count;) {
    try {
      await store.append(stream, revision < 0 ? 'no_stream' : revision, newEvents(1))
      revision += 1
      written += 1
    } catch (error) {
      if (!(error instanceof WrongExpectedVersion)) throw error
      revision = error.actual ?? revision
    }
  }
}

/** A process without this library that writes to the log, one event a transaction. */
const WRITER = `
  import { DatabaseSync } from 'node:sqlite'
  import { randomUUID } from 'node:crypto'
  const [file, count] = process.argv.slice(1)
  const database = new DatabaseSync(file, { timeout: 10000 })
  const insert = database.prepare(
    "INSERT INTO events (stream, revision, id, type, data, metadata) VALUES ('foreign', ?, ?, 'T.v1', '{}', '{}')")
  for (let revision = 0; revision < Number(count); revision += 1) insert.run(revision, randomUUID())
  database.close()`

describe('several writers of one SQLite log', () => {
  it('give every revision once', async () => {
    await using stores = await twoStores()
    const { one, two } = stores
    await Promise.all([stubbornly(one, 'a', 60), stubbornly(two, 'a', 60)])
    const revisions = (await gathered(one.readStream('a'))).map(({ revision }) => revision)
    expect(revisions).toEqual(Array.from({ length: 120 }, (_, index) => index))
  })

  it('let a subscriber of one see what the other appends', async () => {
    await using stores = await twoStores()
    const { one, two } = stores
    const subscription = subscribed(one, {})
    const events = newEvents(3)
    for (const [revision, event] of events.entries()) {
      await two.append('a', revision === 0 ? 'no_stream' : revision - 1, [event])
      await subscription.until((items) => eventsOf(items).length > revision)
    }
    expect(idsOf(eventsOf(await subscription.stop()))).toEqual(idsOf(events))
  })

  it('recognise each other’s appends at an explicit revision', async () => {
    await using stores = await twoStores()
    const events = newEvents(2)
    const first = await stores.one.append('a', 'no_stream', events)
    expect(await stores.two.append('a', 'no_stream', events)).toEqual(first)
  })

  it('wait for a lock without holding up the event loop', async () => {
    await using stores = await twoStores()
    const other = new DatabaseSync(stores.file)
    other.exec('BEGIN IMMEDIATE')
    let settled = false
    const appending = stores.one.append('a', 'no_stream', [newEvent()]).finally(() => (settled = true))
    let turns = 0
    for (const until = performance.now() + 300; performance.now() < until; turns += 1) await setTimeout(1)
    expect(settled).toBe(false)
    expect(turns).toBeGreaterThan(5)
    other.exec('ROLLBACK')
    other.close()
    await expect(appending).resolves.toMatchObject({ revision: 0 })
  })

  it('work side by side in different processes', async () => {
    await using stores = await twoStores()
    const subscription = subscribed(stores.one, {})
    const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, stores.file, '200'], {
      stdio: 'ignore',
    })
    const [[code]] = await Promise.all([once(child, 'exit'), stubbornly(stores.one, 'own', 200)])
    expect(code).toBe(0)
    await subscription.until((items) => eventsOf(items).length >= 400)
    const seen = eventsOf(await subscription.stop())
    expect(seen).toEqual(await gathered(stores.two.readAll()))
    for (const stream of ['own', 'foreign']) {
      const revisions = seen.flatMap((event) => (event.stream === stream ? [event.revision] : []))
      expect(revisions).toEqual(Array.from({ length: 200 }, (_, index) => index))
    }
  })
})
