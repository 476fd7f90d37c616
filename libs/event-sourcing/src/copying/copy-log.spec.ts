import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { scratchLedger, temporaryFolder } from '../../testing/index.js'
import { copyLog } from './copy-log.js'
import { NotACopy } from './not-a-copy.js'
import type { EventStore, StoredEvent } from '../event-store.js'
import { SqliteEventStore } from '../sqlite/sqlite-event-store.js'
import { eventStoreDb } from '../../../../test/stacks/eventstoredb.js'
import { serverOf } from '../../../../test/stacks/server.js'

const onServer = await serverOf(eventStoreDb)

const newEvent = (n: number, data: object = { n, text: 'Öl für 1 €', nested: { list: [1, null, ''] } }) => ({
  id: randomUUID(),
  type: 'Noted.v1',
  data,
  metadata: { recordedAt: `2027-01-02T03:04:05.${String(n % 1_000).padStart(3, '0')}Z`, actor: 'pat' },
})

/** Streams that take turns, some of them several events at a time. */
async function fill(store: EventStore, appends: number): Promise<void> {
  const revisions = new Map<string, number>()
  for (let n = 0; n < appends; n += 1) {
    const stream = `campaign-${(n * 7) % 5}`
    const revision = revisions.get(stream) ?? -1
    const events = Array.from({ length: 1 + (n % 3) }, () => newEvent(n))
    await store.append(stream, revision < 0 ? 'no_stream' : revision, events)
    revisions.set(stream, revision + events.length)
  }
}

async function scratch() {
  const folder = await temporaryFolder()
  const store = await SqliteEventStore.open({ file: join(folder.path, 'events.sqlite') })
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** What a copy must hold: everything but the positions, which are the store's own. */
async function contents(store: EventStore): Promise<readonly Omit<StoredEvent, 'position'>[]> {
  const all: Omit<StoredEvent, 'position'>[] = []
  for await (const { position: _, ...event } of store.readAll()) all.push(event)
  return all
}

const testsOn = (open: () => Promise<{ store: EventStore } & AsyncDisposable>) => {
  it('has everything in its order, with ids, times and content, there and back', async () => {
    await using source = await scratch()
    await using there = await open()
    await using back = await scratch()
    await fill(source.store, 60)
    const all = await contents(source.store)
    const copied = await copyLog(source.store, there.store)
    expect(copied).toMatchObject({ events: all.length, copied: all.length })
    expect(await contents(there.store)).toEqual(all)
    expect(await copyLog(there.store, back.store)).toEqual(copied)
    expect(JSON.stringify(await contents(back.store))).toBe(JSON.stringify(all))
  })

  it('goes on where it was stopped, and has nothing to do a second time', async () => {
    await using source = await scratch()
    await using target = await open()
    await fill(source.store, 40)
    const stop = new AbortController()
    const stopped = copyLog(source.store, target.store, {
      onProgress: ({ events }) => events > 20 && stop.abort(),
      signal: stop.signal,
    })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    const some = await contents(target.store)
    const all = await contents(source.store)
    expect(some.length).toBeGreaterThan(20)
    expect(all.slice(0, some.length)).toEqual(some)
    const rest = await copyLog(source.store, target.store)
    expect(rest).toMatchObject({ events: all.length, copied: all.length - some.length })
    expect(await contents(target.store)).toEqual(all)
    expect(await copyLog(source.store, target.store)).toEqual({ ...rest, copied: 0 })
  })

  it('copies what was recorded since it was made', async () => {
    await using source = await scratch()
    await using target = await open()
    await fill(source.store, 10)
    const before = await copyLog(source.store, target.store)
    await source.store.append('late', 'no_stream', [newEvent(1), newEvent(2)])
    expect(await copyLog(source.store, target.store)).toMatchObject({ events: before.events + 2, copied: 2 })
    expect(await contents(target.store)).toEqual(await contents(source.store))
  })

  it('refuses a target that holds something else, and does not touch it', async () => {
    await using source = await scratch()
    await using target = await open()
    await fill(source.store, 10)
    await fill(target.store, 2)
    const held = await contents(target.store)
    await expect(copyLog(source.store, target.store)).rejects.toThrow(
      /its event 1 is Noted.v1 \(campaign-0, revision 0\)/,
    )
    expect(await contents(target.store)).toEqual(held)
  })

  it('refuses a target that goes on where the source has ended', async () => {
    await using source = await scratch()
    await using target = await open()
    await fill(source.store, 5)
    await copyLog(source.store, target.store)
    await target.store.append('later', 'no_stream', [newEvent(1)])
    await expect(copyLog(source.store, target.store)).rejects.toBeInstanceOf(NotACopy)
  })

  it('takes runs apart that are more than the target takes at once', async () => {
    await using source = await scratch()
    await using target = await open()
    const large = (n: number) => newEvent(n, { text: 'x'.repeat(300_000) })
    for (let n = 0; n < 8; n += 1) await source.store.append('large', n === 0 ? 'no_stream' : n - 1, [large(n)])
    expect((await copyLog(source.store, target.store)).copied).toBe(8)
    expect(await contents(target.store)).toEqual(await contents(source.store))
  })
}

describe('a copy of a log in files', () => testsOn(scratch))
onServer((url) => {
  describe('a copy of a log', () => testsOn(() => scratchLedger(url())))
})
