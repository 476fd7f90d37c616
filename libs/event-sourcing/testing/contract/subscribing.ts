import { randomUUID } from 'node:crypto'
import { expect, it } from '@jest/globals'
import type { EventStore, SubscriptionItem } from '../../src/event-store.js'
import type { Open } from './fixture.js'
import {
  caughtUp,
  eventsOf,
  filledStream,
  freshStream,
  gathered,
  idsOf,
  newEvent,
  newEvents,
  sharedStore,
  subscribed,
} from './fixture.js'

export function subscribing(open: Open): void {
  const store = sharedStore(open)

  it('gives the history, says that it has caught up, and goes on live', async () => {
    const stream = freshStream()
    const [past, present] = [newEvents(3), newEvents(2)]
    await store().append(stream, 'no_stream', past)
    const subscription = subscribed(store(), { filter: { streamPrefixes: [stream] } })
    await subscription.until(caughtUp)
    expect(idsOf(eventsOf(upToCaughtUp(subscription.items)))).toEqual(idsOf(past))
    await store().append(stream, 2, present)
    await subscription.until((items) => eventsOf(items).length >= 5)
    expect(idsOf(eventsOf(await subscription.stop()))).toEqual(idsOf([...past, ...present]))
  })

  it('gives events as they are read', async () => {
    const stream = freshStream()
    await store().append(stream, 'no_stream', newEvents(3))
    const items = await historyOf(store(), { filter: { streamPrefixes: [stream] } })
    expect(eventsOf(items)).toEqual(await gathered(store().readStream(stream)))
  })

  it('says that it has caught up where there is nothing', async () => {
    const items = await historyOf(store(), { filter: { streamPrefixes: [freshStream()] } })
    expect(eventsOf(items)).toEqual([])
  })

  it('starts behind the position it is given', async () => {
    const stream = freshStream()
    await store().append(stream, 'no_stream', newEvents(4))
    const stored = await gathered(store().readStream(stream))
    const items = await historyOf(store(), { after: stored[1]?.position, filter: { streamPrefixes: [stream] } })
    expect(idsOf(eventsOf(items))).toEqual(idsOf(stored.slice(2)))
  })

  it('gives a long history whole and in order before it has caught up', async () => {
    const stream = freshStream()
    const events = await filledStream(store(), 2_500, stream)
    const items = await historyOf(store(), { filter: { streamPrefixes: [stream] } })
    expect(idsOf(eventsOf(items))).toEqual(idsOf(events))
  })

  it('gives every stream where no filter is named', async () => {
    const first = await store().append(freshStream(), 'no_stream', newEvents(1))
    const streams = [freshStream(), freshStream('other')]
    for (const stream of streams) await store().append(stream, 'no_stream', newEvents(1))
    const items = await historyOf(store(), { after: first.position })
    expect(eventsOf(items).flatMap(({ stream }) => (streams.includes(stream) ? [stream] : []))).toEqual(streams)
  })

  it('filters by types, in the history and live', async () => {
    const [stream, wanted] = [freshStream(), `${randomUUID()}.v1`]
    const mixed = () => [newEvent({ type: wanted }), newEvent()]
    await store().append(stream, 'no_stream', mixed())
    const subscription = subscribed(store(), { filter: { types: [wanted] } })
    await subscription.until(caughtUp)
    await store().append(stream, 1, mixed())
    await subscription.until((items) => eventsOf(items).length >= 2)
    expect(eventsOf(await subscription.stop()).map(({ revision }) => revision)).toEqual([0, 2])
  })

  it('skips and doubles nothing while many write', async () => {
    const category = randomUUID()
    const filter = { streamPrefixes: [category] }
    const early = subscribed(store(), { filter })
    const writing = writers(store(), category)
    await Promise.race([early.until((items) => eventsOf(items).length >= 50), writing])
    const late = subscribed(store(), { filter })
    await writing
    const stored = await gathered(store().readAll({ filter }))
    for (const subscription of [early, late]) {
      await subscription.until((items) => eventsOf(items).length >= stored.length)
      expect(eventsOf(await subscription.stop())).toEqual(stored)
    }
    expectEveryStreamInOrder(stored)
  })

  it('can be left and resumed at any event', async () => {
    const category = randomUUID()
    const filter = { streamPrefixes: [category] }
    const writing = writers(store(), category)
    const seen: string[] = []
    for (let after: number | undefined; seen.length < WRITERS * APPENDS * EVENTS;) {
      for await (const item of store().subscribe({ after, filter, signal: new AbortController().signal })) {
        if (item.kind !== 'events') continue
        const taken = item.events.slice(0, 7)
        seen.push(...idsOf(taken))
        after = taken.at(-1)?.position
        break
      }
    }
    await writing
    expect(seen).toEqual(idsOf(await gathered(store().readAll({ filter }))))
  })

  it('ends when the signal aborts while it waits', async () => {
    const subscription = subscribed(store(), { filter: { streamPrefixes: [freshStream()] } })
    await subscription.until(caughtUp)
    await expect(subscription.stop()).resolves.toBeDefined()
  })

  it.each([3, 2_500])('gives nothing more of %d events once the signal has aborted', async (count) => {
    const stream = freshStream()
    await filledStream(store(), count, stream)
    const controller = new AbortController()
    const items: SubscriptionItem[] = []
    for await (const item of store().subscribe({ filter: { streamPrefixes: [stream] }, signal: controller.signal })) {
      items.push(item)
      controller.abort()
    }
    expect(items).toHaveLength(1)
  })

  it('gives nothing where the signal has aborted before', async () => {
    const signal = AbortSignal.abort()
    expect(await gathered(store().subscribe({ signal }))).toEqual([])
  })
}

const WRITERS = 8
const APPENDS = 20
const EVENTS = 3

/** Writers side by side, each to a stream of its own and all to a shared one. */
async function writers(store: EventStore, category: string): Promise<void> {
  const write = async (_: unknown, writer: number) => {
    for (let n = 0; n < APPENDS; n += 1) {
      if (n % 4 === 0) await store.append(`${category}-shared`, 'any', newEvents(EVENTS))
      else await store.append(`${category}-${writer}`, 'any', newEvents(EVENTS))
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, write))
}

/** Everything up to the first `caughtUp`. */
async function historyOf(store: EventStore, options: Parameters<typeof subscribed>[1]) {
  const subscription = subscribed(store, options)
  await subscription.until(caughtUp)
  return upToCaughtUp(await subscription.stop())
}

const upToCaughtUp = (items: readonly SubscriptionItem[]): readonly SubscriptionItem[] =>
  items.slice(
    0,
    items.findIndex(({ kind }) => kind === 'caughtUp'),
  )

function expectEveryStreamInOrder(events: readonly { stream: string; revision: number }[]): void {
  const byStream = Map.groupBy(events, ({ stream }) => stream)
  expect(byStream.size).toBe(WRITERS + 1)
  for (const ofStream of byStream.values()) {
    expect(ofStream.map(({ revision }) => revision)).toEqual(ofStream.map((_, index) => index))
  }
}
