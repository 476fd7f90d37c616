import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Recorded } from '@ledger/event-sourcing'
import { LONG_PROPERTY_MS, runs, temporaryFolder } from '@ledger/event-sourcing/testing'
import { views } from '@ledger/ledger'
import {
  contiguous,
  foldBatch,
  partitionName,
  partitionOf,
  Projector,
  SqliteReadStore,
  Views,
} from '@ledger/read-store'
import type { Build, ReadStore, View } from '@ledger/read-store'
import { folded } from '@ledger/read-store/testing'
import fc from 'fast-check'
import { emptyLedger } from './lived.js'
import { anyHistory } from './steps.js'

/** What a view has to hold after a history: every event folded once, in order. */
function replayed(view: View, events: readonly Recorded[]): Record<string, unknown> {
  const names = new Set(view.reads.map(({ eventName }) => eventName))
  return plain(
    folded(
      view,
      events.filter(({ type }) => names.has(type)),
    ),
  )
}

const plain = (documents: Iterable<readonly [string, unknown]>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(Object.fromEntries(documents))) as Record<string, unknown>

async function held(read: ReadStore, build: Build): Promise<Record<string, unknown>> {
  const { entries } = await read.find(build, { limit: 1_000 })
  return plain(entries.map(({ key, document }) => [key, document]))
}

const never = () => {
  throw new Error('an event could not be folded')
}

/** One worker takes the next events of its partition; what can go wrong on the way. */
const turn = fc.record({
  worker: fc.nat(3),
  events: fc.integer({ min: 1, max: 40 }),
  /** The process ends after the documents and before the checkpoint; or another wakes up late and does it all again. */
  mishap: fc.constantFrom('none', 'none', 'dies before the checkpoint', 'dies between documents', 'another comes late'),
})
type Turn = typeof turn extends fc.Arbitrary<infer Drawn> ? Drawn : never

/** Workers of one build of a view, each with a partition; they know of each other only what is in the store. */
class Workers {
  constructor(
    private readonly read: ReadStore,
    private readonly view: View,
    private readonly build: Build,
    private readonly events: readonly Recorded[],
  ) {}

  async take({ worker, events: many, mishap }: Turn, count: number): Promise<boolean> {
    const index = worker % count
    const known = await this.read.checkpoints(this.build)
    const at = known.get(partitionName(index, count)) ?? contiguous(known) ?? 0
    const batch = this.events.filter(({ position }) => position > at).slice(0, many)
    if (batch.length === 0) return false
    await this.fold(index, count, batch, mishap)
    if (mishap === 'another comes late') await this.fold(index, count, this.events.slice(0, many), 'none', at)
    return true
  }

  private async fold(index: number, count: number, batch: readonly Recorded[], mishap: Turn['mishap'], from?: number) {
    const partition = { name: partitionName(index, count), has: (key: string) => partitionOf(key, count) === index }
    const filling = { view: this.view, build: this.build, parked: new Map() }
    const commit = await foldBatch(this.read, filling, partition, batch, never)
    const some = mishap === 'dies between documents' ? commit.writes.slice(0, commit.writes.length / 2) : commit.writes
    const dies = mishap === 'dies between documents' || mishap === 'dies before the checkpoint'
    const checkpoint = dies ? {} : { checkpoint: from ?? batch.at(-1)!.position }
    await this.read.commit([{ ...commit, writes: some, ...checkpoint }])
  }
}

describe('every view, over any history', () => {
  it(
    'holds the same documents whatever the batches, the partitions, and the processes that die on the way',
    async () => {
      const schedule = fc.record({
        partitions: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
        turns: fc.array(turn, { minLength: 5, maxLength: 30, size: 'max' }),
      })
      await fc.assert(
        fc.asyncProperty(anyHistory(120), schedule, async (history, { partitions: [first, then], turns }) => {
          await using lived = await emptyLedger()
          for (const told of history) await lived.give(told)
          const events = await lived.events()
          await using folder = await temporaryFolder()
          const read = await SqliteReadStore.open({ file: join(folder.path, 'views.sqlite') })
          for (const view of views) {
            const build = { view: view.name, version: view.version, build: 1 }
            await read.create(build, view.indexes)
            const workers = new Workers(read, view, build, events)
            for (const one of turns) await workers.take(one, first)
            // Another number of partitions, whose workers bring it to its end.
            for (const [n, one] of turns.entries()) await workers.take({ ...one, worker: n }, then)
            for (let worker = 0; worker < then; worker += 1)
              while (await workers.take({ worker, events: 50, mishap: 'none' }, then));
            expect([view.name, await held(read, build)]).toEqual([view.name, replayed(view, events)])
          }
          await read.close()
        }),
        { ...runs(6), endOnFailure: true },
      )
    },
    LONG_PROPERTY_MS,
  )

  it(
    'follows while it happens: projectors that start, stop, rebuild and change their partitions',
    async () => {
      const moves = fc.array(fc.constantFrom('start', 'stop', 'rebuild', 'two at once'), { minLength: 4, maxLength: 8 })
      await fc.assert(
        fc.asyncProperty(anyHistory(80), moves, fc.integer({ min: 1, max: 3 }), async (history, moving, partitions) => {
          await using lived = await emptyLedger()
          const { events, read, codec } = lived.ledger
          const decode = (stored: Parameters<typeof codec.decode>[0]) => codec.decode(stored)
          const troubles: unknown[] = []
          const projector = (n: number) =>
            new Projector({ events, read, views, decode, partitions: n, onAlarm: ({ error }) => troubles.push(error) })
          let running: Projector[] = []
          const stop = async () => {
            for (const one of running.splice(0)) await one.stop()
          }
          const share = Math.ceil(history.length / moving.length)
          for (const [n, move] of moving.entries()) {
            if (move !== 'rebuild') await stop()
            if (move === 'start') running = [projector(partitions)]
            if (move === 'two at once') running = [projector(partitions), projector(partitions + 1)]
            if (move === 'start' || move === 'two at once') for (const one of running) one.start()
            const name = views[n % views.length]!.name
            const rebuilt = move === 'rebuild' ? running[0]?.rebuild(name).catch(() => undefined) : undefined
            for (const told of history.slice(n * share, (n + 1) * share)) await lived.give(told)
            await rebuilt
          }
          await stop()
          await projector(partitions).catchUp()
          const log = await lived.events()
          for (const view of views) {
            await new Views(read).waitFor(view, log.at(-1)!.position, 5_000)
            const [build] = (await read.builds()).filter((one) => one.view === view.name && one.live)
            expect([view.name, await held(read, build!)]).toEqual([view.name, replayed(view, log)])
          }
          expect(troubles).toEqual([])
        }),
        { ...runs(6), endOnFailure: true },
      )
    },
    LONG_PROPERTY_MS,
  )
})
