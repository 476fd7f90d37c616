import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Campaign } from '@ledger/campaigns'
import { Customer } from '@ledger/customers'
import { Codec, storedType } from '@ledger/event-sourcing'
import type { Aggregate, NewStoredEvent, Recorded } from '@ledger/event-sourcing'
import { deepFreeze } from '@ledger/event-sourcing/testing'
import { events } from '@ledger/ledger'
import { Desk, Participation } from '@ledger/participation'
import { Overheads } from '@ledger/overheads'
import { AllocationPolicy, ChurnPolicy, FunnelPolicy, TierCutsPolicy } from '@ledger/policies'
import { Work } from '@ledger/work'
import { chronicle } from '../fixtures/chronicle.js'
import { golden } from '../fixtures/golden.js'

/** Golden files hold sealed data, so their key is as fixed as they are. */
const FIXED_KEY = Buffer.alloc(32, 'golden')
const keys = {
  find: async (persons: readonly string[]) => new Map(persons.map((person) => [person, FIXED_KEY])),
  findOrCreate: async () => FIXED_KEY,
}

interface GoldenEvent {
  readonly stored: NewStoredEvent
  /** What the newest version of the program makes of it. */
  readonly data: unknown
}

const codec = new Codec(events, keys)
/** The last one: what an event came to say since is in the examples at the end. */
const exampleOf = (name: string): Recorded => {
  const found = chronicle.findLast(({ type }) => type === name)
  if (!found) throw new Error(`the chronicle has no ${name}`)
  return found
}

/** The golden file of a version. Made from the example where it is the newest; older ones are never made again. */
async function goldenOf(name: string, version: number, newest: number): Promise<GoldenEvent> {
  const { id, data, metadata, ...example } = exampleOf(name)
  const stored = await codec.encode({ type: example.type, data }, id, metadata)
  return golden(`stored-events/${storedType(name, version)}.json`, () => {
    if (version !== newest) throw new Error(`${name} version ${version} was stored once: its golden file must not go`)
    return { stored, data }
  }) as GoldenEvent
}

describe('what was ever stored can be read for ever', () => {
  const versions = events.flatMap(({ eventName, version: newest }) =>
    Array.from({ length: newest }, (_, older) => [eventName, older + 1, newest] as const),
  )

  it.each(versions)('%s version %i', async (name, version, newest) => {
    const { stored, data } = await goldenOf(name, version, newest)
    expect(stored.type).toBe(storedType(name, version))
    const [decoded] = await codec.decode([{ ...stored, stream: 's', revision: 0, position: 1 }])
    expect(decoded).toMatchObject({ type: name, data })
    if (version < newest) return
    // The shape that is written today is the one that was written first under this version.
    const example = exampleOf(name)
    const { data: written } = await codec.encode(example, example.id, example.metadata)
    expect(shapeOf(written)).toEqual(shapeOf(stored.data))
  })

  it('no golden file is of something that the program has forgotten', () => {
    const known = versions.map(([name, version]) => `${storedType(name, version)}.json`)
    expect(readdirSync(join('test', 'fixtures', 'stored-events')).filter((file) => !known.includes(file))).toEqual([])
  })
})

describe('every kind of event has an example in the fold of its aggregate', () => {
  const aggregates: readonly Aggregate[] = [
    Campaign,
    Participation,
    Desk,
    Customer,
    TierCutsPolicy,
    ChurnPolicy,
    FunnelPolicy,
    AllocationPolicy,
    Overheads,
    Work,
  ].map((one) => one as unknown as Aggregate)

  it('and belongs to one', () => {
    const names = aggregates.flatMap((one) => one.events.map(({ eventName }) => eventName))
    expect(names.toSorted()).toEqual(events.map(({ eventName }) => eventName).toSorted())
  })

  it.each(aggregates.map((one) => [one.events[0]!.eventName, one] as const))('beginning with %s', (_, one) => {
    const names = new Set(one.events.map(({ eventName }) => eventName))
    const streams = Map.groupBy(
      chronicle.filter(({ type }) => names.has(type)),
      ({ stream }) => stream,
    )
    const folded = new Set<string>()
    for (const past of streams.values()) {
      let state = one.initial
      for (const event of past) {
        const next = one.fold(deepFreeze(state), deepFreeze(event))
        if (next !== state) folded.add(event.type)
        state = next
      }
      const { snapshot } = one
      if (snapshot) expect(snapshot.fromJson(JSON.parse(JSON.stringify(snapshot.toJson(state))))).toEqual(state)
    }
    expect([...names].filter((name) => !folded.has(name))).toEqual([])
  })
})

/** Names and types all the way down, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]))
}
