import { randomUUID } from 'node:crypto'
import { EventStoreDBClient, jsonEvent, NO_STREAM, streamNameFilter } from '@eventstore/db-client'
import { openEventStoreDb } from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import { callers, sideBySide, timed } from '../measure.js'
import { scaled } from '../row.js'
import type { Row } from '../row.js'
import { anEvent } from '../rows/append.js'
import { urlOf } from './url.js'

const CALLERS = 64
/** Events of one append while a history is made. */
const AT_ONCE = 200

/** Ours and the client of EventStoreDB, as its documentation uses it, on the same server and under the same prefix. */
async function opened() {
  const url = urlOf('EVENTSTORE_URL')
  const prefix = `bench-${randomUUID()}-`
  const store = await openEventStoreDb({ url, prefix })
  const client = EventStoreDBClient.connectionString(url)
  return {
    prefix,
    store,
    client,
    async [Symbol.asyncDispose]() {
      await client.dispose()
      await store.close()
    },
  }
}

/** Every caller has a stream of its own and says which revision it expects. */
function appending(
  append: (stream: string, revision: number) => Promise<unknown>,
): (caller: number) => Promise<unknown> {
  const run = randomUUID()
  const revisions = new Map<number, number>()
  return (caller) => {
    const revision = revisions.get(caller) ?? -1
    revisions.set(caller, revision + 1)
    return append(`customer-${run}-${caller}`, revision)
  }
}

export const appendToEventStore: Row = {
  id: 'eventstoredb-append-64',
  what: '64 concurrent callers, one event each, at a revision, on EventStoreDB',
  against: 'the raw client doing the same',
  unit: 'appends/s',
  goal: { atLeast: 0.7 },
  async measure(stage) {
    await using it = await opened()
    const ours = appending((stream, revision) =>
      it.store.append(stream, revision < 0 ? 'no_stream' : revision, [anEvent()]),
    )
    const theirs = appending((stream, revision) =>
      it.client.appendToStream(it.prefix + stream, jsonEvent(anEvent() as never), {
        expectedRevision: revision < 0 ? NO_STREAM : BigInt(revision),
      }),
    )
    const calls = scaled(stage, 10_000)
    return await sideBySide(
      () => callers(CALLERS, calls, ours),
      () => callers(CALLERS, calls, theirs),
    )
  },
}

export const catchUpFromEventStore: Row = {
  id: 'eventstoredb-catch-up',
  what: 'a subscription from the start of the log to its end, on EventStoreDB',
  against: 'a filtered subscription of the raw client, with the same search window',
  unit: 'events/s',
  goal: { atLeast: 0.7 },
  async measure(stage) {
    await using it = await opened()
    const count = scaled(stage, 100_000)
    await fill(it.store, count)
    const filter = streamNameFilter({ prefixes: [it.prefix], maxSearchWindow: 1_000 })
    return await sideBySide(
      async () => (count / (await timed(() => ours(it.store, count)))) * 1_000,
      async () => (count / (await timed(() => theirs(it.client.subscribeToAll({ filter }), count)))) * 1_000,
    )
  },
}

async function fill(store: EventStore, count: number): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE) {
    const events = Array.from({ length: Math.min(AT_ONCE, count - done) }, anEvent)
    await store.append(`customer-${done % 1_000}`, 'any', events)
  }
}

async function ours(store: EventStore, count: number): Promise<void> {
  let seen = 0
  for await (const item of store.subscribe({ signal: new AbortController().signal })) {
    if (item.kind === 'events') seen += item.events.length
    if (seen >= count) return
  }
}

async function theirs(events: AsyncIterable<unknown>, count: number): Promise<void> {
  let seen = 0
  for await (const _ of events) if ((seen += 1) >= count) return
}
