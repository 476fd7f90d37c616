import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import type { AppendResult, EventStore, ExpectedRevision } from '../../src/event-store.js'
import { WrongExpectedVersion } from '../../src/event-store.js'
import type { Open } from './fixture.js'
import { freshStream, gathered, idsOf, newEvent, sharedStore } from './fixture.js'
import { expectedRevisionModel } from './model.js'

type Outcome = 'appends' | 'repeats' | 'refused'
/** An append of the events with these numbers; a number stands for an id. */
type Write = readonly [expected: ExpectedRevision, ...numbers: number[]]

/**
 * The sequences of EventStoreDB's own tests, in their notation: `0em1` is event 0 expecting revision −1, `S … E` is one
 * append. The last write is the one in question.
 */
const NAMED: readonly (readonly [sequence: string, outcome: Outcome])[] = [
  ['0em1_1e0_2e1_3e2_4e3_5e4_0em1', 'repeats'],
  ['0em1_1e0_2e1_3e2_4e3_5e4_0any', 'repeats'],
  ['0em1_1e0_2e1_3e2_4e3_5e4_0e5', 'appends'],
  ['0em1_1e0_2e1_3e2_4e3_5e4_0e6', 'refused'],
  ['0em1_1e0_2e1_3e2_4e3_5e4_0e4', 'refused'],
  ['0em1_0e0', 'appends'],
  ['0em1_0any', 'repeats'],
  ['0em1_0em1', 'repeats'],
  ['0em1_1e0_2e1_1any', 'repeats'],
  ['0em1_1e0_2e1_1any_1any', 'repeats'],
  ['S_0em1_1em1_E_S_0em1_E', 'repeats'],
  ['S_0em1_1em1_E_S_0any_E', 'repeats'],
  ['S_0em1_1em1_E_S_1e0_E', 'repeats'],
  ['S_0em1_1em1_E_S_1any_E', 'repeats'],
  ['S_0em1_1em1_E_S_0em1_1em1_2em1_E', 'refused'],
]

const SITUATIONS: readonly (readonly [situation: string, before: readonly Write[], write: Write, outcome: Outcome])[] =
  [
    ['no_stream on a missing stream', [], ['no_stream', 0], 'appends'],
    ['no_stream on an existing stream', [['no_stream', 0]], ['no_stream', 1], 'refused'],
    ['any on a missing stream', [], ['any', 0], 'appends'],
    ['any on an existing stream', [['no_stream', 0]], ['any', 1], 'appends'],
    ['stream_exists on a missing stream', [], ['stream_exists', 0], 'refused'],
    ['stream_exists on an existing stream', [['no_stream', 0]], ['stream_exists', 1], 'appends'],
    ['stream_exists with a known id', [['no_stream', 0]], ['stream_exists', 0], 'repeats'],
    ['revision 0 on a missing stream', [], [0, 0], 'refused'],
    ['the right revision', [['no_stream', 0, 1]], [1, 2], 'appends'],
    ['a revision behind the last one', [['no_stream', 0, 1]], [0, 2], 'refused'],
    ['a revision beyond the last one', [['no_stream', 0, 1]], [2, 2], 'refused'],
    ['a whole append again', [['no_stream', 0, 1, 2]], ['no_stream', 0, 1, 2], 'repeats'],
    ['a prefix of an append again', [['no_stream', 0, 1, 2]], ['no_stream', 0, 1], 'repeats'],
    ['a suffix of an append at the original revision', [['no_stream', 0, 1, 2]], ['no_stream', 1, 2], 'refused'],
    ['a suffix of an append at its own revision', [['no_stream', 0, 1, 2]], [0, 1, 2], 'repeats'],
    ['an append again in another order', [['no_stream', 0, 1]], ['no_stream', 1, 0], 'refused'],
    ['an append again with one event more', [['no_stream', 0, 1]], ['no_stream', 0, 1, 2], 'refused'],
    [
      'two appends again as one',
      [
        ['no_stream', 0],
        [0, 1],
      ],
      ['no_stream', 0, 1],
      'repeats',
    ],
    [
      'an append again after others',
      [
        ['no_stream', 0],
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      [0, 1],
      'repeats',
    ],
    ['any with a new and a known id', [['no_stream', 0]], ['any', 1, 0], 'appends'],
    ['any with a known and a new id', [['no_stream', 0]], ['any', 0, 1], 'refused'],
    ['the same id twice in one append', [], ['no_stream', 0, 0], 'appends'],
    ['the same id twice in one append, again', [['no_stream', 0, 0]], ['no_stream', 0, 0], 'repeats'],
    [
      'any with an id that stands there twice',
      [
        ['no_stream', 0],
        [0, 0],
      ],
      ['any', 0],
      'repeats',
    ],
    ['nothing, with any, on a missing stream', [], ['any'], 'appends'],
    ['nothing, with no_stream, on a missing stream', [], ['no_stream'], 'appends'],
    ['nothing, with any, on an existing stream', [['no_stream', 0, 1]], ['any'], 'appends'],
    ['nothing, with the right revision', [['no_stream', 0, 1]], [1], 'appends'],
    ['nothing, with a revision behind', [['no_stream', 0, 1]], [0], 'refused'],
    ['nothing, with no_stream, on an existing stream', [['no_stream', 0]], ['no_stream'], 'refused'],
    ['nothing, with a revision beyond', [['no_stream', 0]], [1], 'refused'],
  ]

export function expectedRevisions(open: Open): void {
  const store = sharedStore(open)

  it.each(NAMED)('%s %s', async (sequence, outcome) => {
    const writes = writesOf(sequence)
    await check(store(), writes.slice(0, -1), writes.at(-1) ?? ['any'], outcome)
  })

  it.each(SITUATIONS)('%s', (_, before, write, outcome) => check(store(), before, write, outcome))

  it('takes an id in another stream for another event', async () => {
    const event = newEvent()
    await store().append(freshStream(), 'no_stream', [event])
    const other = freshStream()
    await store().append(other, 'any', [event])
    expect(idsOf(await gathered(store().readStream(other)))).toEqual([event.id])
  })

  it('looks only at the id of a repeated event, not at what it says', async () => {
    const stream = freshStream()
    const event = newEvent()
    const first = await store().append(stream, 'no_stream', [event])
    expect(await store().append(stream, 'no_stream', [newEvent({ id: event.id, type: 'Other.v1' })])).toEqual(first)
  })

  it('takes an id in capitals for the same id', async () => {
    const stream = freshStream()
    const event = newEvent()
    const first = await store().append(stream, 'no_stream', [event])
    expect(await store().append(stream, 'no_stream', [{ ...event, id: event.id.toUpperCase() }])).toEqual(first)
  })

  describe('whatever is appended in whatever order', () => expectedRevisionModel(store))
}

const writesOf = (sequence: string): Write[] => {
  const appends = sequence.match(/S_.*?_E|[^_]+/g) ?? []
  return appends.map((append) => {
    const events = append.split('_').filter((part) => part !== 'S' && part !== 'E')
    const word = events[0]?.replace(/^\d+/, '') ?? ''
    const expected = word === 'any' ? 'any' : word === 'em1' ? 'no_stream' : Number(word.slice(1))
    return [expected, ...events.map((event) => Number.parseInt(event, 10))]
  })
}

async function check(store: EventStore, before: readonly Write[], write: Write, outcome: Outcome): Promise<void> {
  const stream = freshStream()
  const ids = Array.from({ length: 10 }, () => randomUUID())
  const append = ([expected, ...numbers]: Write): Promise<AppendResult> =>
    store.append(
      stream,
      expected,
      numbers.map((n) => newEvent({ id: ids[n] ?? '' })),
    )
  for (const earlier of before) await append(earlier)
  const stored = await gathered(store.readStream(stream))

  if (outcome === 'refused') {
    const refusal = await append(write).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(WrongExpectedVersion)
    const { actual = stored.length - 1, ...rest } = refusal as WrongExpectedVersion
    expect({ ...rest, actual }).toMatchObject({ stream, expected: write[0], actual: stored.length - 1 })
  } else {
    const result = await append(write)
    const now = await gathered(store.readStream(stream))
    const last = outcome === 'appends' ? now.at(-1) : lastRepeated(now, write, ids)
    expect(result.revision).toBe(last?.revision ?? -1)
    expect(result.position).toBe(write.length > 1 ? last?.position : undefined)
  }

  const [, ...numbers] = write
  const added = outcome === 'appends' ? numbers.map((n) => ids[n]) : []
  expect(idsOf(await gathered(store.readStream(stream)))).toEqual([...idsOf(stored), ...added])
}

/** With a revision the event that stands at it; with a word the first with that id, which is the one that is remembered. */
function lastRepeated(
  stored: readonly { id: string; revision: number; position: number }[],
  write: Write,
  ids: string[],
) {
  const [expected, ...numbers] = write
  const start = expected === 'no_stream' ? -1 : expected
  if (typeof start === 'number') return stored[start + numbers.length]
  return stored.find(({ id }) => id === ids[numbers.at(-1) ?? -1])
}
