import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { expect, it } from '@jest/globals'
import { eventStoreDb } from '../../../../test/stacks/eventstoredb.js'
import { serverOf } from '../../../../test/stacks/server.js'
import {
  caughtUp,
  eventsOf,
  filledStream,
  gathered,
  idsOf,
  newEvent,
  newEvents,
  subscribed,
} from '../../testing/contract/fixture.js'
import { freshPrefix, scratchLedger } from '../../testing/eventstoredb.js'
import { AppendTooLarge, StreamDeleted, UnknownPosition, WrongExpectedVersion } from '../event-store.js'

const onServer = await serverOf(eventStoreDb)

onServer((url) => {
  /** A ledger, and the client of a neighbour on the same server who may do what we never do. */
  async function withNeighbour(options: Parameters<typeof scratchLedger>[1] = {}) {
    const ledger = await scratchLedger(url(), options)
    const neighbour = EventStoreDBClient.connectionString(url())
    return {
      ...ledger,
      neighbour,
      ours: (stream: string) => ledger.prefix + stream,
      async [Symbol.asyncDispose]() {
        await neighbour.dispose()
        await ledger[Symbol.asyncDispose]()
      },
    }
  }

  it('puts the prefix before the names of streams, and takes it away again', async () => {
    await using one = await withNeighbour()
    const events = newEvents(2)
    await one.store.append('campaign-1', 'no_stream', events)
    const seen = await gathered(one.neighbour.readStream(one.ours('campaign-1')))
    expect(seen.map(({ event }) => event?.id)).toEqual(idsOf(events))
    expect(seen.map(({ event }) => [event?.isJson, event?.data])).toEqual(events.map(({ data }) => [true, data]))
    expect((await gathered(one.store.readAll())).map(({ stream }) => stream)).toEqual(['campaign-1', 'campaign-1'])
  })

  it('reads and appends however many subscribe: one connection carries a hundred calls and no more', async () => {
    await using one = await scratchLedger(url())
    const stop = new AbortController()
    setMaxListeners(0, stop.signal)
    const following = Array.from({ length: 250 }, async () => {
      for await (const item of one.store.subscribe({ signal: stop.signal })) if (item.kind === 'events') return item
      return undefined
    })
    await one.store.append('campaign-1', 'no_stream', newEvents(1))
    expect(await gathered(one.store.readAll())).toHaveLength(1)
    const seen = await Promise.all(following)
    expect(seen.filter((item) => item?.events.length === 1)).toHaveLength(250)
    stop.abort()
  })

  it('sees nothing of others, wherever they stand', async () => {
    await using one = await withNeighbour()
    const type = `Noted-${randomUUID()}.v1`
    const foreign = (stream: string) => one.neighbour.appendToStream(stream, jsonEvent({ type, data: {} }))
    await foreign(`other-${randomUUID()}`)
    await foreign(`other-${one.prefix}campaign-1`)
    expect(await one.store.head()).toBeUndefined()
    const event = newEvent({ type })
    const { position } = await one.store.append('campaign-1', 'no_stream', [event])
    await foreign(`other-${randomUUID()}`)
    expect(await one.store.head()).toBe(position)
    expect(await one.store.lag(position)).toEqual({ events: 0, more: false })
    expect(idsOf(await gathered(one.store.readAll()))).toEqual([event.id])
    expect(idsOf(await gathered(one.store.readAll({ filter: { types: [type] } })))).toEqual([event.id])
    const subscription = subscribed(one.store, { filter: { types: [type] } })
    await subscription.until(caughtUp)
    expect(idsOf(eventsOf(await subscription.stop()))).toEqual([event.id])
  })

  it('passes over links and metadata of the server, also in streams with our prefix', async () => {
    await using one = await withNeighbour()
    await one.store.append('campaign-1', 'no_stream', newEvents(1))
    await one.neighbour.appendToStream(
      one.ours('campaign-1'),
      jsonEvent({ type: '$>', data: `0@${one.ours('campaign-1')}` as never }),
    )
    await one.neighbour.setStreamMetadata(one.ours('campaign-1'), { truncateBefore: 0 })
    for (const events of [one.store.readAll(), one.store.readStream('campaign-1')]) {
      expect((await gathered(events)).map(({ type }) => type)).toEqual(['Noted.v1'])
    }
    expect(await one.store.lag(undefined)).toMatchObject({ events: 1 })
  })

  it.each(['any', 'no_stream', 'stream_exists', 0, 5] as const)(
    'says that a stream was deleted for ever, expecting %s',
    async (expected) => {
      await using one = await withNeighbour()
      await one.store.append('campaign-1', 'no_stream', newEvents(1))
      await one.neighbour.tombstoneStream(one.ours('campaign-1'))
      await expect(one.store.append('campaign-1', expected, newEvents(1))).rejects.toBeInstanceOf(StreamDeleted)
      await expect(gathered(one.store.readStream('campaign-1'))).rejects.toBeInstanceOf(StreamDeleted)
    },
  )

  it('continues a stream that was deleted softly', async () => {
    await using one = await withNeighbour()
    await one.store.append('campaign-1', 'no_stream', newEvents(3))
    await one.neighbour.deleteStream(one.ours('campaign-1'))
    expect(await gathered(one.store.readStream('campaign-1'))).toEqual([])
    await expect(one.store.append('campaign-1', 'stream_exists', newEvents(1))).rejects.toBeInstanceOf(StreamDeleted)
    await expect(one.store.append('campaign-1', 5, newEvents(1))).rejects.toBeInstanceOf(WrongExpectedVersion)
    const events = newEvents(1)
    await expect(one.store.append('campaign-1', 'no_stream', events)).resolves.toMatchObject({ revision: 3 })
    expect(idsOf(await gathered(one.store.readStream('campaign-1')))).toEqual(idsOf(events))
    expect(await gathered(one.store.readAll())).toHaveLength(4)
  })

  it('still has in the global order what an operator has cut from a stream', async () => {
    await using one = await withNeighbour()
    await one.store.append('campaign-1', 'no_stream', newEvents(3))
    await one.neighbour.setStreamMetadata(one.ours('campaign-1'), { maxCount: 1 })
    expect((await gathered(one.store.readStream('campaign-1'))).map(({ revision }) => revision)).toEqual([2])
    expect((await gathered(one.store.readAll())).map(({ revision }) => revision)).toEqual([0, 1, 2])
  })

  it('takes 0 for the start, and refuses a position between two events', async () => {
    await using one = await withNeighbour()
    await filledStream(one.store, 3, 'campaign-1')
    const stored = await gathered(one.store.readAll({ from: 0 }))
    expect(stored).toHaveLength(3)
    const between = stored[1]!.position - 1
    await expect(gathered(one.store.readAll({ from: between }))).rejects.toBeInstanceOf(UnknownPosition)
    const subscription = subscribed(one.store, { after: between })
    await expect(subscription.until(caughtUp)).rejects.toBeInstanceOf(UnknownPosition)
    await expect(one.store.lag(between)).rejects.toBeInstanceOf(UnknownPosition)
  })

  it('finds nothing behind the end', async () => {
    await using one = await withNeighbour()
    const { position } = await one.store.append('campaign-1', 'no_stream', newEvents(1))
    expect(await gathered(one.store.readAll({ from: position! + 1_000_000_000 }))).toEqual([])
  })

  it('hands on the limit of the server where it is lower than ours', async () => {
    await using one = await withNeighbour({ appendLimitBytes: 8_000_000 })
    const large = [newEvent({ data: 'x'.repeat(1_048_577) })]
    const refusal = await one.store.append('campaign-1', 'no_stream', large).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(AppendTooLarge)
    expect(refusal).toMatchObject({ limit: 1_048_576 })
    await expect(one.store.append('campaign-1', 'no_stream', newEvents(1))).resolves.toMatchObject({ revision: 0 })
  })

  it('takes 20,000 small events in one append', async () => {
    const patience = { answerMs: 5_000, scanMs: 20_000, againMs: 20_000 }
    await using one = await withNeighbour({ patience })
    const events = Array.from({ length: 20_000 }, () => newEvent({ type: 'N', data: 1, metadata: 0 }))
    await expect(one.store.append('campaign-1', 'no_stream', events)).resolves.toMatchObject({ revision: 19_999 })
    expect((await gathered(one.store.readStream('campaign-1', { from: 19_998 }))).map(({ id }) => id)).toEqual(
      idsOf(events.slice(-2)),
    )
  })

  it('keeps what JSON makes of little: 0, false, null, an empty text', async () => {
    await using one = await withNeighbour()
    const values = [0, false, null, '', [], {}]
    await one.store.append(
      'campaign-1',
      'no_stream',
      values.map((value) => newEvent({ data: value, metadata: value })),
    )
    const stored = await gathered(one.store.readStream('campaign-1'))
    expect(stored.map(({ data, metadata }) => [data, metadata])).toEqual(values.map((value) => [value, value]))
  })

  it('is not touched by the calls of another client in the same process that break', async () => {
    await using one = await withNeighbour()
    const appending = Array.from({ length: 200 }, (_, n) =>
      one.store.append(`campaign-${n}`, 'no_stream', newEvents(1)),
    )
    const bad = one.neighbour.appendToStream(one.ours('bad'), jsonEvent({ type: 'Noted.v1', data: {} }), {
      expectedRevision: -5n,
    })
    await expect(bad).rejects.toBeDefined()
    expect((await Promise.all(appending)).every(({ revision }) => revision === 0)).toBe(true)
    expect(await one.store.lag(undefined)).toMatchObject({ events: 200 })
  })

  it('tells ledgers apart by their prefixes', async () => {
    const prefix = freshPrefix()
    await using one = await withNeighbour({ prefix: `${prefix}a-` })
    await using other = await withNeighbour({ prefix: `${prefix}b-` })
    await one.store.append('campaign-1', 'no_stream', newEvents(2))
    await other.store.append('campaign-1', 'no_stream', newEvents(1))
    expect(await gathered(one.store.readAll())).toHaveLength(2)
    expect(await gathered(other.store.readAll())).toHaveLength(1)
  })

  it('has caught up only behind everything that waits, however slow its reader', async () => {
    await using one = await withNeighbour()
    await filledStream(one.store, 5_000, 'campaign-1')
    const controller = new AbortController()
    let read = 0
    for await (const item of one.store.subscribe({ signal: controller.signal })) {
      if (item.kind === 'events') read += item.events.length
      else controller.abort()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(read).toBe(5_000)
  })
})
