import { randomUUID } from 'node:crypto'
import { expect, it } from '@jest/globals'
import type { EventStore } from '../../src/event-store.js'
import type { Open } from './fixture.js'
import { filledStream, freshStream, gathered, idsOf, newEvent, newEvents, sharedStore } from './fixture.js'

const VALUES: readonly unknown[] = [
  { text: 'Zoë „quoted“ 🎪 \u0000 \\ "', empty: '', nothing: null, yes: true, list: [1, [2, { three: 3 }]], none: {} },
  { minor: -123_456, ratio: 0.1, large: 9_007_199_254_740_991, tiny: 1e-7 },
  [1, 'two'],
  'a text',
  0,
]

export function reading(open: Open): void {
  const store = sharedStore(open)

  it('gives back what was appended, with its place', async () => {
    const stream = freshStream()
    const events = VALUES.map((data) => newEvent({ data, metadata: { actor: 'Ω', $correlationId: randomUUID() } }))
    await store().append(stream, 'no_stream', events)
    const stored = await gathered(store().readStream(stream))
    expect(stored).toEqual(
      events.map((event, revision) => ({ ...event, stream, revision, position: stored[revision]?.position })),
    )
    expectRising(stored.map(({ position }) => position))
  })

  it('finds nothing in a stream that is not there', async () => {
    expect(await gathered(store().readStream(freshStream()))).toEqual([])
    expect(await gathered(store().readStream(freshStream(), { direction: 'backwards' }))).toEqual([])
  })

  it.each([
    ['from the start', {}, [0, 1, 2, 3, 4]],
    ['from a revision, including it', { from: 2 }, [2, 3, 4]],
    ['from behind the end', { from: 5 }, []],
    ['so many', { from: 1, limit: 2 }, [1, 2]],
    ['none', { limit: 0 }, []],
    ['backwards from the end', { direction: 'backwards' }, [4, 3, 2, 1, 0]],
    ['backwards from a revision, including it', { direction: 'backwards', from: 2 }, [2, 1, 0]],
    ['the last one', { direction: 'backwards', limit: 1 }, [4]],
  ] as const)('reads a stream: %s', async (_, options, revisions) => {
    const stream = freshStream()
    await store().append(stream, 'no_stream', newEvents(5))
    expect((await gathered(store().readStream(stream, options))).map(({ revision }) => revision)).toEqual(revisions)
  })

  it('reads streams of any length, both ways', async () => {
    const stream = freshStream()
    const ids = idsOf(await filledStream(store(), 2_500, stream))
    expect(idsOf(await gathered(store().readStream(stream)))).toEqual(ids)
    expect(idsOf(await gathered(store().readStream(stream, { direction: 'backwards' })))).toEqual(ids.toReversed())
    expect(idsOf(await gathered(store().readStream(stream, { limit: 2_000 })))).toEqual(ids.slice(0, 2_000))
  })

  it('lets a reader leave early', async () => {
    const stream = freshStream()
    await filledStream(store(), 1_500, stream)
    for await (const { revision } of store().readStream(stream)) if (revision === 1_200) break
    await expect(store().append(stream, 1_499, [newEvent()])).resolves.toMatchObject({ revision: 1_500 })
  })

  it('reads the global order from a position on, including it', async () => {
    const [category, other] = [randomUUID(), freshStream('other')]
    const first = await store().append(`${category}-a`, 'no_stream', newEvents(1))
    await store().append(other, 'no_stream', newEvents(1))
    await store().append(`${category}-b`, 'no_stream', newEvents(2))
    await store().append(`${category}-a`, 0, newEvents(1))
    const from = first.position ?? Number.NaN
    const places = (await gathered(store().readAll({ from })))
      .filter(({ stream }) => stream.startsWith(category) || stream === other)
      .map(({ stream, revision }) => `${stream.replace(category, '')} ${revision}`)
    expect(places).toEqual(['-a 0', `${other} 0`, '-b 0', '-b 1', '-a 1'])
    const [start] = await gathered(store().readAll({ from, limit: 1 }))
    expect(start?.position).toBe(from)
  })

  it('reads everything of more than a page that a filter wants, in rising positions', async () => {
    const category = randomUUID()
    const ids = [
      ...(await filledStream(store(), 1_500, `${category}-a`)),
      ...(await filledStream(store(), 1_200, `${category}-b`)),
    ]
    const stored = await gathered(store().readAll({ filter: { streamPrefixes: [category] } }))
    expect(idsOf(stored)).toEqual(idsOf(ids))
    expectRising(stored.map(({ position }) => position))
    const some = await gathered(store().readAll({ filter: { streamPrefixes: [category] }, limit: 1_100 }))
    expect(some).toEqual(stored.slice(0, 1_100))
  })

  it('reads the same as it is written, in pages: canonical JSON, whatever the order in which it was given', async () => {
    const category = randomUUID()
    const given = { b: 'Zoë', left: undefined, a: [{ z: 1, y: null }] }
    await store().append(`${category}-a`, 'no_stream', [newEvent({ data: given, metadata: { d: 1, c: 2 } })])
    await filledStream(store(), 1_100, `${category}-b`)
    const filter = { streamPrefixes: [category] }
    const written = (await gathered(store().readWritten({ filter }))).flat()
    expect(written[0]).toMatchObject({ data: '{"a":[{"y":null,"z":1}],"b":"Zoë"}', metadata: '{"c":2,"d":1}' })
    const parsed = written.map((one) => ({ ...one, data: JSON.parse(one.data), metadata: JSON.parse(one.metadata) }))
    expect(parsed).toEqual(await gathered(store().readAll({ filter })))
  })

  it.each([
    ['everything', undefined],
    ['what is common', (category: string) => ({ streamPrefixes: [category] })],
    ['what lies beyond', (category: string) => ({ streamPrefixes: [`${category}-b`] })],
    ['some types', () => ({ types: ['Beyond.v1'] })],
  ])('reads up to a position, and including it: %s', async (_, filterOf) => {
    const category = randomUUID()
    const [a, b] = [`${category}-a`, `${category}-b`]
    await filledStream(store(), 700, a)
    const last = await store().append(a, 699, newEvents(1))
    await store().append(b, 'no_stream', [newEvent(), newEvent({ type: 'Beyond.v1' })])
    const filter = filterOf?.(category)
    const all = await gathered(store().readAll(filter ? { filter } : {}))
    for (const until of [0, last.position! - 1, last.position!, last.position! + 1]) {
      const read = await gathered(store().readAll({ until, ...(filter ? { filter } : {}) }))
      expect(read).toEqual(all.filter(({ position }) => position <= until))
    }
  })

  it.each([
    ['one prefix', ['a-'], ['a-1', 'a-2']],
    ['several prefixes', ['a-1', 'b-'], ['a-1', 'b-1']],
    ['prefixes within each other', ['a-', 'a-1'], ['a-1', 'a-2']],
    ['capitals', ['A-'], ['A-1']],
    ['characters that a pattern would expand', ['%', '_-', '*'], ['%-1']],
    ['characters beyond the basic plane', ['🎪é'], ['🎪é-1']],
    ['no prefix', [], []],
  ])('filters by streams: %s', async (_, prefixes, wanted) => {
    const root = `${randomUUID()}:`
    const names = ['a-1', 'b-1', 'a-2', 'A-1', '%-1', '🎪é-1', '🎪e-1']
    for (const name of names) await store().append(root + name, 'no_stream', newEvents(1))
    const streamPrefixes = prefixes.map((prefix) => root + prefix)
    const stored = await gathered(store().readAll({ filter: { streamPrefixes } }))
    expect(stored.map(({ stream }) => stream.slice(root.length))).toEqual(wanted)
  })

  it.each([
    ['one', ['A.v1'], [0, 3]],
    ['several', ['A.v1', 'B.v1'], [0, 2, 3]],
    ['none', [], []],
  ])('filters by types, which must match as a whole: %s', async (_, wanted, revisions) => {
    const suffix = randomUUID()
    const types = ['A.v1', 'A.v11', 'B.v1', 'A.v1'].map((type) => `${suffix}${type}`)
    await store().append(
      freshStream(),
      'no_stream',
      types.map((type) => newEvent({ type })),
    )
    const filter = { types: wanted.map((type) => `${suffix}${type}`) }
    expect((await gathered(store().readAll({ filter }))).map(({ revision }) => revision)).toEqual(revisions)
  })

  it('knows the position of the last event', async () => {
    const { position } = await store().append(freshStream(), 'no_stream', newEvents(2))
    expect(await store().head()).toBeGreaterThanOrEqual(position ?? Infinity)
  })

  it('has no lag at its head', async () => {
    await store().append(freshStream(), 'no_stream', newEvents(1))
    expect(await lagAtHead(store())).toEqual({ events: 0, more: false })
  })

  it('counts the events after a position, and says when the oldest of them was recorded', async () => {
    const stream = freshStream()
    const at = (day: string) => newEvent({ metadata: { recordedAt: `2027-02-${day}T00:00:00.000Z` } })
    await store().append(stream, 'no_stream', [at('01'), at('02'), at('03')])
    const position = (await gathered(store().readStream(stream)))[0]?.position
    const lag = await store().lag(position)
    expect(lag.events).toBeGreaterThanOrEqual(2)
    expect(lag.oldestRecordedAt).toBe('2027-02-02T00:00:00.000Z')
  })

  it('stops counting at the limit', async () => {
    await store().append(freshStream(), 'no_stream', newEvents(3))
    expect(await store().lag(undefined, 2)).toMatchObject({ events: 2, more: true })
  })
}

/** Others may write to the same log: asked again until the head stood still. */
async function lagAtHead(store: EventStore) {
  for (;;) {
    const head = await store.head()
    const lag = await store.lag(head)
    if (head === (await store.head())) return lag
  }
}

function expectRising(positions: readonly number[]): void {
  expect(positions.every((position) => Number.isSafeInteger(position))).toBe(true)
  expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b))
}
