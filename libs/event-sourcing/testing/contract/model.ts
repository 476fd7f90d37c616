import { randomUUID } from 'node:crypto'
import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import type { EventStore, ExpectedRevision } from '../../src/event-store.js'
import { WrongExpectedVersion } from '../../src/event-store.js'
import { freshStream, gathered, idsOf, newEvent } from './fixture.js'

type Ids = readonly string[]

/** The table of expected revisions as a pure function: the ids that stand afterwards, and the revision answered. */
function appended(stored: Ids, expected: ExpectedRevision, ids: Ids): { stored: Ids; revision: number } | 'refused' {
  const last = stored.length - 1
  const all = { stored: [...stored, ...ids], revision: last + ids.length }
  if (expected === 'stream_exists' && last < 0) return 'refused'
  if (expected === 'any' || expected === 'stream_exists') {
    const known = ids.map((id) => stored.indexOf(id))
    if (known[0] === undefined || known[0] < 0) return all
    return known.includes(-1) ? 'refused' : { stored, revision: known.at(-1) ?? last }
  }
  const start = expected === 'no_stream' ? 0 : expected + 1
  if (start - 1 === last) return all
  const repeated = ids.length > 0 && ids.every((id, index) => stored[start + index] === id)
  return repeated ? { stored, revision: start - 1 + ids.length } : 'refused'
}

const appends = fc.array(
  fc.record({
    expected: fc.oneof(
      fc.constantFrom<ExpectedRevision>('any', 'no_stream', 'stream_exists'),
      fc.nat({ max: 5 }),
      fc.constant('right' as const),
    ),
    numbers: fc.array(fc.nat({ max: 4 }), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 10 },
)

export function expectedRevisionModel(store: () => EventStore): void {
  it('answers and stores what the table of expected revisions says', async () => {
    await fc.assert(
      fc.asyncProperty(appends, async (sequence) => {
        const stream = freshStream()
        const ids = Array.from({ length: 5 }, () => randomUUID())
        let stored: Ids = []
        for (const { expected: wanted, numbers } of sequence) {
          const expected = wanted === 'right' ? lastRevision(stored) : wanted
          const events = numbers.map((n) => newEvent({ id: ids[n] ?? '' }))
          if (isUnanswered(stored, expected, idsOf(events))) continue
          const foreseen = appended(stored, expected, idsOf(events))
          expect(await revisionOf(store(), stream, expected, events)).toBe(
            foreseen === 'refused' ? foreseen : foreseen.revision,
          )
          if (foreseen !== 'refused') stored = foreseen.stored
        }
        expect(idsOf(await gathered(store().readStream(stream)))).toEqual(stored)
      }),
      { numRuns: 50 },
    )
  })
}

/**
 * A repeat with a word, of ids of which the last stands before the first: EventStoreDB recognises it and never answers.
 * Nobody appends such a thing, so no test asks.
 */
function isUnanswered(stored: Ids, expected: ExpectedRevision, ids: Ids): boolean {
  if (typeof expected === 'number' || expected === 'no_stream' || ids.some((id) => !stored.includes(id))) return false
  return stored.indexOf(ids.at(-1) ?? '') < stored.indexOf(ids[0] ?? '')
}

const lastRevision = (stored: Ids): ExpectedRevision => (stored.length === 0 ? 'no_stream' : stored.length - 1)

async function revisionOf(store: EventStore, ...append: Parameters<EventStore['append']>): Promise<number | 'refused'> {
  try {
    return (await store.append(...append)).revision
  } catch (error) {
    if (error instanceof WrongExpectedVersion) return 'refused'
    throw error
  }
}
