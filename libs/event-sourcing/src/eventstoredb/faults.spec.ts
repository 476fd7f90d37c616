import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from '@jest/globals'
import { eventStoreDb } from '../../../../test/stacks/eventstoredb.js'
import { proxyTo } from '../../../../test/stacks/proxy.js'
import { serverOf } from '../../../../test/stacks/server.js'
import { caughtUp, eventsOf, gathered, idsOf, newEvents, subscribed } from '../../testing/contract/fixture.js'
import { freshPrefix, scratchLedger } from '../../testing/eventstoredb.js'
import type { EventStore } from '../event-store.js'
import { StoreUnavailable, WrongExpectedVersion } from '../event-store.js'
import type { Patience } from './deadlines.js'
import { EventStoreDbEventStore } from './eventstoredb-event-store.js'

const onServer = await serverOf(eventStoreDb)

/** A search through the log may take far longer than the tests: it is the silence that ends it. */
const SHORT: Patience = { answerMs: 1_000, scanMs: 600_000, againMs: 500 }
const LONG: Patience = { answerMs: 2_000, scanMs: 5_000, againMs: 20_000 }
const HOST = /(esdb\w*:\/\/(?:[^@/]*@)?)([^:/?]+):(\d+)/

onServer((url) => {
  /** A ledger behind a network that fails as the test wants, and a look at the same ledger from the other side of it. */
  async function behindProxy(patience: Patience) {
    const [, , host = '', port = ''] = HOST.exec(url()) ?? []
    const proxy = await proxyTo(host, Number(port))
    const through = url().replace(HOST, `$1127.0.0.1:${proxy.port}`)
    const prefix = freshPrefix()
    const { store } = await scratchLedger(through, { prefix, patience })
    const beside = await scratchLedger(url(), { prefix })
    return {
      store,
      proxy,
      through,
      prefix,
      beside: beside.store,
      async [Symbol.asyncDispose]() {
        proxy.release()
        await store.close()
        await beside.store.close()
        await proxy[Symbol.asyncDispose]()
      },
    }
  }

  it('recognises its own append where the answer got lost, and writes it once', async () => {
    await using one = await behindProxy(LONG)
    const first = await one.store.append('campaign-1', 'no_stream', newEvents(1))
    one.proxy.hold('answers')
    const events = newEvents(3)
    const appending = one.store.append('campaign-1', first.revision, events)
    await settled(async () => (await gathered(one.beside.readStream('campaign-1'))).length === 4)
    one.proxy.cut()
    one.proxy.release()
    const last = (await gathered(one.beside.readStream('campaign-1'))).at(-1)
    expect(await appending).toEqual({ revision: 3, position: last?.position })
    expect(await gathered(one.beside.readStream('campaign-1'))).toHaveLength(4)
  })

  it('appends again what did not arrive', async () => {
    await using one = await behindProxy(LONG)
    await one.store.append('campaign-1', 'no_stream', newEvents(1))
    one.proxy.hold('requests')
    const appending = one.store.append('campaign-1', 0, newEvents(2))
    await new Promise((resolve) => setImmediate(resolve))
    one.proxy.cut()
    one.proxy.release()
    await expect(appending).resolves.toMatchObject({ revision: 2 })
    expect(await gathered(one.beside.readStream('campaign-1'))).toHaveLength(3)
  })

  it('never repeats an append with any, because the server may have forgotten the first', async () => {
    await using one = await behindProxy(LONG)
    await one.store.append('campaign-1', 'no_stream', newEvents(1))
    one.proxy.hold('answers')
    const appending = one.store.append('campaign-1', 'any', newEvents(1))
    const refusal = expect(appending).rejects.toBeInstanceOf(StoreUnavailable)
    await settled(async () => (await gathered(one.beside.readStream('campaign-1'))).length === 2)
    one.proxy.cut()
    one.proxy.release()
    await refusal
    expect(await gathered(one.beside.readStream('campaign-1'))).toHaveLength(2)
  })

  it('gives up in time where nobody answers, and goes on when somebody does', async () => {
    await using one = await behindProxy(SHORT)
    await one.store.append('campaign-1', 'no_stream', newEvents(1))
    one.proxy.hold('requests', 'answers')
    const calls = [
      one.store.append('campaign-1', 0, newEvents(1)),
      gathered(one.store.readStream('campaign-1')),
      gathered(one.store.readAll()),
      one.store.head(),
      one.store.lag(undefined),
    ]
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } })
    }
    one.proxy.release()
    await expect(
      settled(() =>
        one.store.head().then(
          () => true,
          () => false,
        ),
      ),
    ).resolves.toBeUndefined()
    // What was held may still arrive, so that somebody seems to be faster.
    await expect(stubbornly(one.store, 'campaign-1', 1)).resolves.toBeUndefined()
  })

  it('loses and doubles nothing of many appends while the server goes and comes', async () => {
    await using one = await behindProxy(LONG)
    const streams = Array.from({ length: 30 }, (_, n) => `campaign-${n}`)
    const appending = Promise.all(streams.map((stream) => oneByOne(one.store, stream, 20)))
    let done = false
    const watched = appending.finally(() => (done = true))
    for (let cuts = 0; cuts < 3; cuts += 1) {
      const before = (await one.beside.lag(undefined)).events
      await settled(async () => done || (await one.beside.lag(undefined)).events > before)
      one.proxy.down()
      one.proxy.up()
    }
    const written = await watched
    for (const [index, stream] of streams.entries()) {
      expect(idsOf(await gathered(one.beside.readStream(stream)))).toEqual(written[index])
    }
  })

  it('subscribes again from behind its last event, and says that it fell behind', async () => {
    await using one = await behindProxy(LONG)
    await one.store.append('campaign-1', 'no_stream', newEvents(3))
    const subscription = subscribed(one.store, {})
    await subscription.until(caughtUp)
    one.proxy.down()
    await one.beside.append('campaign-1', 2, newEvents(1_500))
    one.proxy.up()
    await subscription.until((items) => eventsOf(items).length >= 1_503)
    await subscription.until((items) => items.filter(({ kind }) => kind === 'caughtUp').length === 2)
    await one.beside.append('campaign-1', 1_502, newEvents(1))
    await subscription.until((items) => eventsOf(items).length >= 1_504)
    const items = await subscription.stop()
    expect(eventsOf(items)).toEqual(await gathered(one.beside.readAll()))
    const turns = items.map(({ kind }) => kind).filter((kind) => kind !== 'events')
    expect(turns).toEqual(['caughtUp', 'fellBehind', 'caughtUp'])
  })

  it('serves a thousand readers of one filter by one subscription over one connection', async () => {
    await using one = await behindProxy(LONG)
    await one.store.append('campaign-1', 'no_stream', newEvents(3))
    const before = one.proxy.connections
    const readers = Array.from({ length: 1_000 }, () => subscribed(one.store, {}))
    await Promise.all(readers.map((reader) => reader.until(caughtUp)))
    await one.beside.append('campaign-1', 2, newEvents(2))
    await Promise.all(readers.map((reader) => reader.until((items) => eventsOf(items).length >= 5)))
    const stored = await gathered(one.beside.readAll())
    for (const reader of readers) expect(eventsOf(await reader.stop())).toEqual(stored)
    expect(one.proxy.connections).toBe(before + 1)
  })

  it('reads on where the connection was lost in the middle', async () => {
    await using one = await behindProxy(LONG)
    const large = () => newEvents(100).map((event) => ({ ...event, data: 'x'.repeat(9_000) }))
    for (let n = 0; n < 8; n += 1) {
      await one.beside.append('campaign-1', n === 0 ? 'no_stream' : n * 100 - 1, large())
    }
    for (const events of [() => one.store.readStream('campaign-1'), () => one.store.readAll()]) {
      const revisions: number[] = []
      for await (const { revision } of events()) {
        revisions.push(revision)
        if (revision === 50 || revision === 600) one.proxy.cut()
      }
      expect(revisions).toEqual(Array.from({ length: 800 }, (_, index) => index))
    }
  })

  it('waits for what is slow', async () => {
    await using one = await behindProxy(LONG)
    one.proxy.delay(200)
    const stubborn = Promise.all(['a', 'b', 'c'].map((stream) => oneByOne(one.store, stream, 3)))
    await expect(stubborn).resolves.toHaveLength(3)
    expect((await one.beside.lag(undefined)).events).toBe(9)
  })

  it('is told by the revision that another process was faster', async () => {
    await using one = await behindProxy(LONG)
    const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, url(), `${one.prefix}shared`, '200'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [[code]] = await Promise.all([once(child, 'exit'), stubbornly(one.store, 'shared', 200)])
    expect(code).toBe(0)
    const stored = await gathered(one.beside.readStream('shared'))
    expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: 400 }, (_, index) => index))
    expect(new Set(idsOf(stored)).size).toBe(400)
  })

  it('lets the process end after closing', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', USER, url(), freshPrefix()], {
      stdio: 'inherit',
    })
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  /** Only a server with TLS asks for a password at all. */
  const onSecure = process.env[eventStoreDb.variable]?.includes('@') ? it : it.skip

  onSecure('says that the password is wrong, without saying the password', async () => {
    const opening = EventStoreDbEventStore.open({ url: url().replace(/:[^:@/]+@/, ':not-the-password@') })
    await expect(opening).rejects.toThrow('the server does not accept this user name and password')
    await expect(opening).rejects.not.toThrow('not-the-password')
  })

  onSecure('says that somebody without a name may not read', async () => {
    const opening = EventStoreDbEventStore.open({ url: url().replace(/[^/]+@/, '') })
    await expect(opening).rejects.toThrow('the server does not allow this user to do that')
  })

  it('opens where the server is late at first', async () => {
    await using one = await behindProxy(SHORT)
    const patience = { ...LONG, answerMs: 300 }
    one.proxy.hold('answers')
    const opening = EventStoreDbEventStore.open({ url: one.through, patience })
    const late = setTimeout(() => one.proxy.release(), 2 * patience.answerMs)
    const store = await opening.finally(() => clearTimeout(late))
    await store.close()
  })

  it('says that the server is not reachable', async () => {
    await using one = await behindProxy(SHORT)
    one.proxy.down()
    const opening = EventStoreDbEventStore.open({ url: one.through, patience: SHORT })
    await expect(opening).rejects.toThrow('event store: the server is not reachable')
    await expect(opening).rejects.toBeInstanceOf(StoreUnavailable)
  })
})

/** Appends so many events to a stream, one after the other, and gives back their ids. */
async function oneByOne(store: EventStore, stream: string, count: number): Promise<readonly string[]> {
  const events = newEvents(count)
  for (const [index, event] of events.entries()) {
    await store.append(stream, index === 0 ? 'no_stream' : index - 1, [event])
  }
  return idsOf(events)
}

/** The same, again and again where another was faster. */
async function stubbornly(store: EventStore, stream: string, count: number): Promise<void> {
  for (let written = 0, revision = -1; written < count;) {
    try {
      revision = (await store.append(stream, revision < 0 ? 'no_stream' : revision, newEvents(1))).revision
      written += 1
    } catch (error) {
      if (!(error instanceof WrongExpectedVersion)) throw error
      revision = error.actual ?? revision
    }
  }
}

/** Asks again until it is so. */
async function settled(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** A process without this library that writes to a stream, again where another was faster. */
const WRITER = `
  import { EventStoreDBClient, jsonEvent, WrongExpectedVersionError } from '@eventstore/db-client'
  const [url, stream, count] = process.argv.slice(1)
  const client = EventStoreDBClient.connectionString(url)
  for (let written = 0, expectedRevision = 'no_stream'; written < Number(count);) {
    try {
      const event = jsonEvent({ type: 'Noted.v1', data: {} })
      expectedRevision = (await client.appendToStream(stream, event, { expectedRevision })).nextExpectedRevision
      written += 1
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error
      expectedRevision = error.actualVersion
    }
  }
  await client.dispose()`

/** A process that uses everything once and closes. */
const USER = `
  import { openEventStoreDb } from './dist/libs/event-sourcing/src/index.js'
  import { randomUUID } from 'node:crypto'
  const [url, prefix] = process.argv.slice(1)
  const store = await openEventStoreDb({ url, prefix })
  await store.append('a', 'no_stream', [{ id: randomUUID(), type: 'Noted.v1', data: {}, metadata: {} }])
  for await (const item of store.subscribe({ signal: new AbortController().signal })) if (item.kind === 'caughtUp') break
  for await (const event of store.readAll()) if (event.revision === 0) break
  await store.close()`
