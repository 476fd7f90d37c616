import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import {
  caughtUp,
  eventsOf,
  filledStream,
  freshStream,
  gathered,
  idsOf,
  newEvent,
  newEvents,
  subscribed,
} from '../../testing/contract/fixture.js'
import { eventStoreContract } from '../../testing/event-store.contract.js'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import type { StoredEvent, SubscriptionItem } from '../event-store.js'
import { StoreUnavailable } from '../event-store.js'
import { SqliteEventStore } from './sqlite-event-store.js'

eventStoreContract('the SQLite event store', async () => {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'events.db')
  let store = await SqliteEventStore.open({ file })
  return {
    store,
    async reopen() {
      await store.close()
      store = await SqliteEventStore.open({ file })
      return store
    },
    async dispose() {
      await store.close()
      await folder[Symbol.asyncDispose]()
    },
  }
})

/** A store in a folder of its own, and how many transactions it has committed since it was opened. */
async function temporaryStore(options: { appendLimitBytes?: number; pollMs?: number } = {}) {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'events.db')
  const store = await SqliteEventStore.open({ file, ...options })
  return {
    store,
    file,
    transactions: () => commitsIn(`${file}-wal`),
    async [Symbol.asyncDispose]() {
      await store.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Frames that end a transaction (https://www.sqlite.org/fileformat2.html#walformat), before any checkpoint. */
async function commitsIn(wal: string): Promise<number> {
  await using handle = await open(wal)
  const log = await handle.readFile()
  const frame = 24 + log.readUInt32BE(8)
  let commits = 0
  for (let at = 32; at < log.length; at += frame) if (log.readUInt32BE(at + 4) > 0) commits += 1
  return commits
}

describe('the SQLite event store', () => {
  it('writes what is appended at the same time in one transaction', async () => {
    await using opened = await temporaryStore()
    const { store, transactions } = opened
    const before = await transactions()
    await Promise.all(Array.from({ length: 64 }, () => store.append(freshStream(), 'no_stream', newEvents(1))))
    expect((await transactions()) - before).toBe(1)
  })

  it('lets callers that go on after an answer share the next transaction again', async () => {
    await using opened = await temporaryStore()
    const { store, transactions } = opened
    const before = await transactions()
    const caller = async (_: unknown, promises: number) => {
      const stream = freshStream()
      for (let revision = -1; revision < 9; revision += 1) {
        for (let settled = 0; settled < promises; settled += 1) await Promise.resolve()
        await store.append(stream, revision < 0 ? 'no_stream' : revision, newEvents(1))
      }
    }
    await Promise.all(Array.from({ length: 20 }, caller))
    expect((await transactions()) - before).toBe(10)
  })

  it('keeps a transaction within 1,024 events', async () => {
    await using opened = await temporaryStore()
    const { store, transactions } = opened
    const before = await transactions()
    await Promise.all(Array.from({ length: 2_500 }, () => store.append(freshStream(), 'no_stream', newEvents(1))))
    expect((await transactions()) - before).toBe(3)
  })

  it('keeps a transaction within 4 MiB', async () => {
    await using opened = await temporaryStore()
    const { store, transactions } = opened
    const before = await transactions()
    const large = () => newEvent({ data: 'x'.repeat(500_000) })
    await Promise.all(Array.from({ length: 16 }, () => store.append(freshStream(), 'no_stream', [large()])))
    expect((await transactions()) - before).toBe(2)
  })

  it('counts positions from 1 without gaps, also after a refusal', async () => {
    await using opened = await temporaryStore()
    const { store } = opened
    await store.append('a', 'no_stream', newEvents(2))
    await store.append('a', 'no_stream', newEvents(1)).catch(() => undefined)
    await store.append('b', 'no_stream', newEvents(1))
    expect((await gathered(store.readAll())).map(({ position }) => position)).toEqual([1, 2, 3])
  })

  it('has no head and no lag while it is empty', async () => {
    await using opened = await temporaryStore()
    expect(await opened.store.head()).toBeUndefined()
    expect(await opened.store.lag(undefined)).toEqual({ events: 0, more: false })
  })

  it('keeps the limit it is given', async () => {
    await using opened = await temporaryStore({ appendLimitBytes: 1_000 })
    const append = opened.store.append('a', 'no_stream', [newEvent({ data: 'x'.repeat(1_000) })])
    await expect(append).rejects.toMatchObject({ name: 'AppendTooLarge', limit: 1_000 })
  })

  it('recognises a repeat with any within the same transaction', async () => {
    await using opened = await temporaryStore()
    const event = newEvent()
    const append = () => opened.store.append('a', 'any', [event])
    expect(await Promise.all([append(), append()])).toEqual(Array(2).fill({ revision: 0, position: 1 }))
    expect(await gathered(opened.store.readAll())).toHaveLength(1)
  })

  it('forgets on restart what any has written, as EventStoreDB does', async () => {
    await using opened = await temporaryStore()
    const event = newEvent()
    await opened.store.append('a', 'any', [event])
    await opened.store.close()
    const again = await SqliteEventStore.open({ file: opened.file })
    await expect(again.append('a', 'any', [event])).resolves.toMatchObject({ revision: 1 })
    await again.close()
  })

  it('finds what a filter wants behind any number of other events', async () => {
    await using opened = await temporaryStore()
    const { store } = opened
    await filledStream(store, 12_000, 'noise')
    const [wanted] = await filledStream(store, 1, 'signal')
    expect(idsOf(await gathered(store.readAll({ filter: { streamPrefixes: ['signal'] } })))).toEqual([wanted?.id])
  })

  it('reads all up to where the log ended when the reading began', async () => {
    await using opened = await temporaryStore()
    const { store } = opened
    await filledStream(store, 1_500, 'a')
    let read = 0
    for await (const { revision } of store.readAll()) {
      if (revision === 0) await store.append('a', 1_499, newEvents(10))
      read += 1
    }
    expect(read).toBe(1_500)
  })

  it('reads a page once for all who come to it, wherever and whenever they began', async () => {
    await using shop = await temporaryStore()
    await filledStream(shop.store, 4_500)
    const ending = new AbortController()
    const pages = async (after: number) => {
      const found: (readonly StoredEvent[])[] = []
      for await (const item of shop.store.subscribe({ after, signal: ending.signal })) {
        if (item.kind === 'events') found.push(item.events)
        if (found.length === 3) return found
      }
      return found
    }
    const all = await Promise.all([...Array.from({ length: 20 }, () => pages(0)), pages(7), pages(900)])
    ending.abort()
    // Who came first has a page of his own; those who came meanwhile share the next reading.
    for (const nth of [1, 2]) expect(new Set(all.map((one) => one[nth])).size).toBeLessThanOrEqual(2)
  })

  it('tells a live reader that it fell behind by more than a page, and that it caught up again', async () => {
    await using opened = await temporaryStore()
    const { store } = opened
    const controller = new AbortController()
    const items: SubscriptionItem[] = []
    for await (const item of store.subscribe({ signal: controller.signal })) {
      items.push(item)
      if (items.length === 1) await filledStream(store, 2_500, 'a')
      else if (item.kind === 'caughtUp') controller.abort()
    }
    expect(items.map(({ kind }) => kind)).toEqual(['caughtUp', 'fellBehind', 'events', 'events', 'events', 'caughtUp'])
    expect(eventsOf(items)).toHaveLength(2_500)
  })

  it('stays live while no more than a page waits', async () => {
    await using opened = await temporaryStore()
    const { store } = opened
    const controller = new AbortController()
    const kinds: string[] = []
    for await (const item of store.subscribe({ signal: controller.signal })) {
      kinds.push(item.kind)
      if (item.kind === 'caughtUp') await filledStream(store, 1_000, 'a')
      else controller.abort()
    }
    expect(kinds).toEqual(['caughtUp', 'events'])
  })

  it('wakes a reader at once after its own commits, also while the reader is busy', async () => {
    await using opened = await temporaryStore({ pollMs: 3_600_000 })
    const { store } = opened
    const controller = new AbortController()
    let read = 0
    for await (const item of store.subscribe({ signal: controller.signal })) {
      if (item.kind === 'events') read += item.events.length
      if (read < 5) await store.append('a', 'any', newEvents(1))
      else controller.abort()
    }
    expect(read).toBe(5)
  })

  it('gives nothing up to a position that the log has not reached yet', async () => {
    await using opened = await temporaryStore()
    const { store } = opened
    await filledStream(store, 3, 'a')
    const subscription = subscribed(store, { after: 5 })
    await subscription.until(caughtUp)
    for (let revision = 2; revision < 6; revision += 1) await store.append('a', revision, newEvents(1))
    await subscription.until((items) => eventsOf(items).some(({ position }) => position === 7))
    expect(eventsOf(await subscription.stop()).map(({ position }) => position)).toEqual([6, 7])
  })

  it('leaves no write-ahead log behind, even where another has the file open', async () => {
    await using opened = await temporaryStore()
    const other = await SqliteEventStore.open({ file: opened.file })
    await opened.store.append('a', 'no_stream', newEvents(10))
    await opened.store.close()
    await using handle = await open(`${opened.file}-wal`)
    expect((await handle.stat()).size).toBe(0)
    await other.close()
  })
})

describe('a transaction of the SQLite event store that fails', () => {
  it('takes all of its appends with it and none of the next', async () => {
    await using opened = await temporaryStore()
    const { store } = opened
    store['database'].exec(`CREATE TRIGGER poison BEFORE INSERT ON events WHEN NEW.type = 'Poison.v1'
      BEGIN SELECT RAISE(ABORT, 'poisoned'); END`)
    const good = newEvent()
    const outcomes = await Promise.allSettled([
      store.append('a', 'any', [good]),
      store.append('b', 'any', [newEvent(), newEvent({ type: 'Poison.v1' })]),
    ])
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'event store: poisoned' } })
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(StoreUnavailable)
      expect(outcome.status === 'rejected' && outcome.reason.cause).toMatchObject({ code: 'ERR_SQLITE_ERROR' })
    }
    expect(await gathered(store.readAll())).toEqual([])
    await expect(store.append('a', 'any', [good])).resolves.toEqual({ revision: 0, position: 1 })
    expect(idsOf(await gathered(store.readAll()))).toEqual([good.id])
  })

  it('says that the disk is full, and goes on when there is room again', async () => {
    await using opened = await temporaryStore()
    const { store } = opened
    await filledStream(store, 50, 'a')
    store['database'].exec('PRAGMA max_page_count = 20')
    const large = [newEvent({ data: 'x'.repeat(500_000) })]
    await expect(store.append('b', 'no_stream', large)).rejects.toThrow('the disk is full')
    expect(await gathered(store.readAll())).toHaveLength(50)
    store['database'].exec('PRAGMA max_page_count = 1000000')
    await expect(store.append('b', 'no_stream', large)).resolves.toEqual({ revision: 0, position: 51 })
  })

  it('says that the file is damaged', async () => {
    await using opened = await temporaryStore()
    await filledStream(opened.store, 2_000, 'a')
    await opened.store.close()
    await using handle = await open(opened.file, 'r+')
    await handle.write(Buffer.alloc(100_000, 0xff), 0, 100_000, 8_192)
    const again = await SqliteEventStore.open({ file: opened.file })
    await expect(gathered(again.readAll())).rejects.toThrow('the database file is damaged')
    await again.close()
  })
})
