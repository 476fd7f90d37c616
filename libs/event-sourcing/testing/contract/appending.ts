import { expect, it } from '@jest/globals'
import { WrongExpectedVersion } from '../../src/event-store.js'
import type { Open } from './fixture.js'
import { freshStream, gathered, idsOf, newEvent, newEvents, sharedStore, withStore } from './fixture.js'

export function appending(open: Open): void {
  const store = sharedStore(open)

  it('answers the revision and the position of the last event', async () => {
    const stream = freshStream()
    const result = await store().append(stream, 'no_stream', newEvents(3))
    const last = (await gathered(store().readStream(stream))).at(-1)
    expect(result).toEqual({ revision: 2, position: last?.position })
  })

  it('lets exactly one of 100 appends win that expect the same revision', async () => {
    const stream = freshStream()
    await store().append(stream, 'no_stream', [newEvent()])
    const rivals = newEvents(100)
    const outcomes = await Promise.allSettled(rivals.map((event) => store().append(stream, 0, [event])))
    const winners = rivals.filter((_, index) => outcomes[index]?.status === 'fulfilled')
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(winners).toHaveLength(1)
    expect(refusals.every((reason) => reason instanceof WrongExpectedVersion)).toBe(true)
    expect(idsOf(await gathered(store().readStream(stream))).slice(1)).toEqual(idsOf(winners))
  })

  it('lets appends to different streams through side by side, each with its own outcome', async () => {
    const streams = Array.from({ length: 100 }, () => freshStream())
    const outcomes = await Promise.allSettled(
      streams.map((stream, n) => store().append(stream, n % 4 === 0 ? 7 : 'no_stream', newEvents(2))),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(
      streams.map((_, n) => (n % 4 === 0 ? 'rejected' : 'fulfilled')),
    )
    const lengths = await Promise.all(streams.map(async (name) => (await gathered(store().readStream(name))).length))
    expect(lengths).toEqual(streams.map((_, n) => (n % 4 === 0 ? 0 : 2)))
  })

  it('takes the data as they are at the time of the call', async () => {
    const stream = freshStream()
    const data = { note: 'before' }
    const appending = store().append(stream, 'no_stream', [newEvent({ data })])
    data.note = 'after'
    await appending
    expect((await gathered(store().readStream(stream)))[0]?.data).toEqual({ note: 'before' })
  })

  it.each([['no_stream' as const], [1]])('recognises a repeat expecting %s after a restart', (expected) =>
    withStore(open, async (opened) => {
      const stream = freshStream()
      if (expected === 1) await opened.store.append(stream, 'no_stream', newEvents(2))
      const events = newEvents(3)
      const first = await opened.store.append(stream, expected, events)
      const again = await opened.reopen()
      expect(await again.append(stream, expected, events)).toEqual(first)
      expect(await again.append(stream, first.revision, [newEvent()])).toMatchObject({ revision: first.revision + 1 })
    }),
  )

  it('has everything acknowledged after a restart', () =>
    withStore(open, async (opened) => {
      const stream = freshStream()
      await opened.store.append(stream, 'no_stream', newEvents(3))
      const before = await gathered(opened.store.readStream(stream))
      expect(await gathered((await opened.reopen()).readStream(stream))).toEqual(before)
    }))
}
