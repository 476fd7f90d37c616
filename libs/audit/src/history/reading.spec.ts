import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Codec, event } from '@ledger/event-sourcing'
import type { EventStore, StoredEvent } from '@ledger/event-sourcing'
import { FailingStore } from '@ledger/event-sourcing/testing'
import { LogPlaces } from '@ledger/proof'
import { counted, scratchProof } from '@ledger/proof/testing'
import type { Views } from '@ledger/read-store'
import fc from 'fast-check'
import { historyOf, pageOf } from './reading.js'
import type { Wanted } from './reading.js'
import { subjectOf } from './subject.js'

const EVENTS = 300
const IN_TREE = 260
const streams = ['campaign-fair', 'desk-fair', 'participation-fair:ann', 'participation-fairer:bob', 'customer-ann']
const minute = (at: number) => new Date(Date.UTC(2027, 2, 1, 9, at)).toISOString()

const noKeys = { find: async () => new Map(), findOrCreate: async () => Buffer.alloc(0) }

/** Counts what is read of it, and the reads that are under way. */
class CountedStore extends FailingStore {
  read = 0
  open = 0
  override readAll: EventStore['readAll'] = (options) => this.counting(this.inner.readAll(options))
  override readStream: EventStore['readStream'] = (stream, options) =>
    this.counting(this.inner.readStream(stream, options))

  private async *counting(events: AsyncIterable<StoredEvent>) {
    this.open += 1
    try {
      for await (const event of events) {
        this.read += 1
        yield event
      }
    } finally {
      this.open -= 1
    }
  }
}

/** Whom an event concerns: Cyd was at the desk once. */
const personAt = (at: number) => (at === 151 ? 'cyd' : at % 3 ? 'ann' : 'bob')

/** A view of the participants that has come so far. */
const knowing = (through: number | undefined): Views => {
  const document = (key: string) => {
    const revisions = Array.from({ length: EVENTS }, (_, at) => at)
      .filter((at) => at < through! && streams[at % streams.length] === 'desk-fair' && key === `fair ${personAt(at)}`)
      .map((at) => Math.floor(at / streams.length))
    return revisions.length === 0 ? {} : { document: { atDesk: revisions } }
  }
  const known = async (key: string) => through && { ...document(key), through }
  return { of: () => ({ known }) } as unknown as Views
}

const position = fc.option(fc.nat(EVENTS + 5), { nil: undefined })
const moment = fc.option(fc.nat(EVENTS).map(minute), { nil: undefined })
const subject = fc
  .constantFrom(
    ['campaign/fair', true],
    ['campaign/fair', false],
    ['participant/fair/ann', false],
    ['participant/fair/cyd', false],
    undefined,
  )
  .map((one) => one && subjectOf(one[0] as string, one[1] as boolean))
const anyWanted: fc.Arbitrary<Wanted> = fc.record({
  subject,
  order: fc.constantFrom('oldest', 'newest'),
  types: fc.constantFrom(undefined, ['Counted'], ['Rare']),
  who: fc.constantFrom(undefined, 'pat', 'vera', 'nobody'),
  recordedFrom: moment,
  recordedTo: moment,
  afterPosition: position,
  toPosition: position,
  occurredAfter: moment,
  occurredBy: moment,
})

describe('a history, page by page', () => {
  let scratch: Awaited<ReturnType<typeof scratchProof>>
  let events: CountedStore
  let places: LogPlaces
  const codec = new Codec([counted, event('Rare')<object>()], noKeys)

  beforeAll(async () => {
    scratch = await scratchProof()
    events = new CountedStore(scratch.events)
    places = new LogPlaces(events, scratch.tiles)
    for (let at = 0; at < EVENTS; at += 1) {
      const metadata = {
        recordedAt: minute(at),
        occurredAt: minute((at * 7) % EVENTS),
        actor: at % 40 ? 'pat' : 'vera',
      }
      const type = at % 100 === 99 ? 'Rare.v1' : 'Counted.v1'
      const made = { id: randomUUID(), type, data: { n: at, customer: personAt(at), campaign: 'fair' }, metadata }
      await scratch.events.append(streams[at % streams.length]!, 'any', [made])
      if (at === IN_TREE - 1) await scratch.proof.log.catchUp()
    }
  })
  afterAll(() => scratch[Symbol.asyncDispose]())

  it('is the whole, however little a page holds or looks at', async () => {
    const parts = (through?: number) => ({ events, codec, places, views: knowing(through) })
    await fc.assert(
      fc.asyncProperty(
        anyWanted,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 90 }),
        position,
        async (wanted, limit, looked, through) => {
          const whole = await Array.fromAsync(historyOf(parts(), wanted))
          const paged: StoredEvent[] = []
          for (let after: number | undefined; ;) {
            const page = await pageOf(parts(through), { ...wanted, after }, limit, looked)
            expect(page.events.length).toBeLessThanOrEqual(limit)
            paged.push(...page.events)
            if (page.next === undefined) break
            expect(page.next).not.toBe(after)
            after = page.next
          }
          expect(paged).toEqual(whole)
          // A server has room for so many reads: what a page has seen enough of is let go.
          expect(events.open).toBe(0)
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each(['oldest', 'newest'] as const)('looks at a stretch of the log and no more, %s first', async (order) => {
    for (const rare of [
      { who: 'nobody' },
      { types: ['Rare'] },
      { recordedFrom: minute(EVENTS) },
      { occurredBy: minute(-1) },
    ]) {
      events.read = 0
      const { next } = await pageOf({ events, codec, places, views: knowing(0) }, { order, ...rare }, 50, 20)
      expect(next).toBe(order === 'oldest' ? 20 : EVENTS - 19)
      // On the way back what the tree does not have is gone through once, and blocks are read whole.
      expect(events.read).toBeLessThanOrEqual(order === 'oldest' ? 21 : 2 * (EVENTS - IN_TREE + 1))
    }
  })

  it.each(['oldest', 'newest'] as const)('begins where the first can stand, %s first', async (order) => {
    const between = order === 'oldest' ? { afterPosition: 250 } : { toPosition: 5 }
    events.read = 0
    const { events: found } = await pageOf({ events, codec, places, views: knowing(0) }, { order, ...between }, 3)
    expect(found.map((one) => one.position)).toEqual(order === 'oldest' ? [251, 252, 253] : [5, 4, 3])
    expect(events.read).toBeLessThanOrEqual(6)
  })
  it.each(['oldest', 'newest'] as const)('reads of the desk what concerns a person, %s first', async (order) => {
    const subject = subjectOf('participant/fair/cyd', false)
    for (const [through, most] of [
      [EVENTS, 3],
      [EVENTS - 50, 3 + 10 + 6],
    ] as const) {
      events.read = 0
      const { events: found } = await pageOf({ events, codec, places, views: knowing(through) }, { order, subject }, 50)
      expect(found.map((one) => one.position)).toEqual([152])
      expect(events.read).toBeLessThanOrEqual(most)
    }
  })
})
