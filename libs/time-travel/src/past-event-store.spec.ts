import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { SqliteEventStore } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { PastEventStore } from './past-event-store.js'

/** Stream, day of March on which it occurred, and what it is about; recorded in this order. */
const told: readonly (readonly [stream: string, day: number, data?: object])[] = [
  ['campaign-fair', 1],
  ['participation-fair:ann', 5],
  ['campaign-fair', 9],
  ['campaign-fair', 2],
  ['campaign-fair', 3, { cost: 'c1' }],
  ['participation-fair:ann', 2],
  ['campaign-fair', 2, { cost: 'c1' }],
  ['campaign-autumn', 8],
  ['campaign-autumn', 1, { cost: 'c2' }],
  ['customer-ann', 7, { purchase: 'p1' }],
  ['customer-ann', 1, { purchase: 'p1' }],
  ['customer-ann', 1, { purchase: 'p2' }],
  ['desk-fair', 8, { customer: 'ann' }],
  ['desk-fair', 2, { customer: 'ann' }],
  ['desk-fair', 2, { customer: 'bob' }],
  ['desk-fair', 3, { lapsed: ['ann'] }],
  ['campaign-fair', 9, { commitment: 'k1' }],
  ['campaign-fair', 2, { cost: 'c3', commitment: 'k1' }],
  ['campaign-fair', 2, { cost: 'c3' }],
  ['campaign-fair', 2, { commitment: 'k2' }],
  ['campaign-fair', 9, { cost: 'c4', commitment: 'k2' }],
  ['campaign-fair', 3, { cost: 'c5', commitment: 'k2' }],
]
const onDay = (day: number) => `2027-03-${String(day).padStart(2, '0')}T09:00:00.000Z`

describe('the log as it was', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let events: SqliteEventStore

  beforeAll(async () => {
    folder = await temporaryFolder()
    events = await SqliteEventStore.open({ file: join(folder.path, 'events.sqlite') })
    for (const [stream, day, data = {}] of told) {
      const metadata = { occurredAt: onDay(day) }
      await events.append(stream, 'any', [{ id: randomUUID(), type: 'Told.v1', data, metadata }])
    }
  })
  afterAll(async () => {
    await events.close()
    await folder[Symbol.asyncDispose]()
  })

  const all = async (past: PastEventStore, options?: Parameters<PastEventStore['readAll']>[0]) =>
    (await Array.fromAsync(past.readAll(options))).map(({ position }) => position)
  const stream = async (past: PastEventStore, name: string, options?: Parameters<PastEventStore['readStream']>[1]) =>
    (await Array.fromAsync(past.readStream(name, options))).map(({ revision }) => revision)

  it('ends at its position', async () => {
    const past = new PastEventStore(events, { until: 4 })
    expect([await all(past), await past.head()]).toEqual([[1, 2, 3, 4], 4])
    expect(await all(past, { from: 2, limit: 2 })).toEqual([2, 3])
    expect(await stream(past, 'campaign-fair')).toEqual([0, 1, 2])
    expect(await stream(past, 'campaign-fair', { from: 1, limit: 1 })).toEqual([1])
    expect(await stream(past, 'campaign-fair', { direction: 'backwards', limit: 2 })).toEqual([2, 1])
    expect(await stream(past, 'campaign-autumn')).toEqual([])
  })

  it('holds what had happened, and nothing that stands on what had not', async () => {
    const past = new PastEventStore(events, { until: told.length, occurredBy: onDay(4) })
    expect(await all(past)).toEqual([1, 5, 6, 7, 12, 15, 20, 22])
    expect(await stream(past, 'campaign-fair')).toEqual([0, 3, 4, 8, 10])
    expect(await stream(past, 'campaign-fair', { from: 1, limit: 1 })).toEqual([3])
    expect(await stream(past, 'campaign-fair', { direction: 'backwards' })).toEqual([10, 8, 4, 3, 0])
    expect(await stream(past, 'campaign-autumn')).toEqual([])
    expect(await stream(past, 'customer-ann')).toEqual([2])
  })

  it('is read in pages as at once', async () => {
    const past = new PastEventStore(events, { until: told.length, occurredBy: onDay(4) })
    const found: number[] = []
    for (let from = 1; ;) {
      const page = await all(past, { from, limit: 3 })
      found.push(...page.filter((position) => !found.includes(position)))
      if (page.length < 3) break
      from = page.at(-1)!
    }
    expect(found).toEqual([1, 5, 6, 7, 12, 15, 20, 22])
  })

  it('gives only the part that a question needs', async () => {
    const scope = {
      streamPrefixes: ['desk-fair', 'customer-'],
      about: ({ revision }: { revision: number }) => revision > 0,
    }
    const past = new PastEventStore(events, { until: told.length }, scope)
    expect(await all(past)).toEqual([11, 12, 14, 15, 16])
    expect(await all(past, { filter: { types: ['Else.v1'] } })).toEqual([])
  })

  it('takes nothing', () => {
    const past = new PastEventStore(events, { until: 4 })
    expect(() => past.append()).toThrow('the past takes no events')
    expect(() => past.subscribe()).toThrow('nothing comes to the past')
  })
})
