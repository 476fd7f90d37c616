import { expect, it } from '@jest/globals'
import type { EventStore, ExpectedRevision, NewStoredEvent } from '../../src/event-store.js'
import { AppendTooLarge, InvalidAppend } from '../../src/event-store.js'
import type { Open } from './fixture.js'
import { freshStream, gathered, newEvent, newEvents, sharedStore } from './fixture.js'

const circular: Record<string, unknown> = {}
circular['self'] = circular

const BAD_EVENTS: readonly (readonly [what: string, event: Partial<Record<keyof NewStoredEvent, unknown>>])[] = [
  ['an id that is no UUID', { id: 'event-1' }],
  ['an id that is no string', { id: 17 }],
  ['an empty type', { type: '' }],
  ['a type that is no string', { type: undefined }],
  ['a type of the system', { type: '$metadata' }],
  ['a type with NUL', { type: 'Noted\0.v1' }],
  ['undefined as data', { data: undefined }],
  ['a function as data', { data: () => 1 }],
  ['a symbol as data', { data: Symbol('s') }],
  ['a bigint as data', { data: 1n }],
  ['a bigint within data', { data: { seats: [1n] } }],
  ['data that hold themselves', { data: circular }],
  ['undefined as metadata', { metadata: undefined }],
  ['a bigint within metadata', { metadata: { at: 1n } }],
]

const BAD_STREAMS = ['', 'nul\0', '$system', 'x'.repeat(513), 'half-\ud800']
const BAD_REVISIONS = [-1, -5, 0.5, Number.NaN, Infinity, 2 ** 53, '0', 'none', null, undefined]
const LIMIT = 1_048_576

export function refusing(open: Open): void {
  const store = sharedStore(open)

  it.each(BAD_EVENTS)('refuses %s', async (_, bad) => {
    const stream = freshStream()
    const events = [newEvent(), { ...newEvent(), ...bad } as NewStoredEvent]
    await expect(store().append(stream, 'no_stream', events)).rejects.toBeInstanceOf(InvalidAppend)
    expect(await gathered(store().readStream(stream))).toEqual([])
  })

  it.each(BAD_STREAMS)('refuses stream name %j', async (stream) => {
    await expect(store().append(stream, 'any', [newEvent()])).rejects.toBeInstanceOf(InvalidAppend)
  })

  it.each(BAD_REVISIONS)('refuses expected revision %p', async (expected) => {
    const append = store().append(freshStream(), expected as ExpectedRevision, [newEvent()])
    await expect(append).rejects.toBeInstanceOf(InvalidAppend)
  })

  it('takes a stream name of 512 characters', async () => {
    const stream = freshStream().padEnd(512, 'x')
    await expect(store().append(stream, 'no_stream', [newEvent()])).resolves.toMatchObject({ revision: 0 })
  })

  it('goes on working for others while bad calls come in', async () => {
    const stream = freshStream()
    const [good, bad] = await Promise.allSettled([
      store().append(stream, 'no_stream', [newEvent()]),
      store().append(stream, 'no_stream', [newEvent({ data: 1n })]),
      store().append(stream, -5, [newEvent()]),
    ])
    expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected'])
  })

  it('takes an append of exactly 1 MiB, counted as data + metadata + 2 × type', async () => {
    const stream = freshStream()
    await expect(appendOf(store(), stream, LIMIT)).resolves.toMatchObject({ revision: 1 })
    expect(await gathered(store().readStream(stream))).toHaveLength(2)
  })

  it('refuses an append of one byte more', async () => {
    const stream = freshStream()
    const refusal = await appendOf(store(), stream, LIMIT + 1).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(AppendTooLarge)
    expect(refusal).toMatchObject({ bytes: LIMIT + 1, limit: LIMIT })
    expect(await gathered(store().readStream(stream))).toEqual([])
  })

  it('counts bytes, not characters', async () => {
    const append = store().append(freshStream(), 'no_stream', [newEvent({ data: 'é'.repeat(LIMIT / 2) })])
    await expect(append).rejects.toBeInstanceOf(AppendTooLarge)
  })

  it('takes many small events in one append', async () => {
    const stream = freshStream()
    await expect(store().append(stream, 'no_stream', newEvents(5_000))).resolves.toMatchObject({ revision: 4_999 })
  })
}

/** Two events that weigh so much together. */
function appendOf(store: EventStore, stream: string, bytes: number) {
  const small = { type: 'T.v1', metadata: {} }
  const overhead = 2 * (2 * 'T.v1'.length + '{}'.length) + '""'.length + '"first"'.length
  const filling = 'x'.repeat(bytes - overhead)
  return store.append(stream, 'no_stream', [
    newEvent({ ...small, data: 'first' }),
    newEvent({ ...small, data: filling }),
  ])
}
