import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { event, SqliteEventStore } from '@ledger/event-sourcing'
import type { Recorded, StoredEvent } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import fc from 'fast-check'
import { NotYetFresh, ViewNotReady } from './errors.js'
import { Projector } from './projector.js'
import type { Alarm } from './projector-options.js'
import { ReadStore } from './read-store.js'
import type { Commit } from './read-store.js'
import { SqliteReadStore } from './sqlite/sqlite-read-store.js'
import { view } from './view.js'
import { Views } from './views.js'

const counted = event('Counted')<{ key: string; n: number }>()
interface Sum {
  readonly sum: number
  readonly seen: readonly number[]
}

/** What a view must not be able to do in the middle of a test is switched from outside. */
const poison = { key: '', unkeyed: NaN }
const sums = (version = 1) =>
  view('sums', {
    version,
    reads: [counted],
    indexes: [['sum']],
    keys: ({ data }) => {
      if (data.n === poison.unkeyed) throw new Error('whose is that?')
      return [data.key]
    },
    fold: (document: Sum = { sum: 0, seen: [] }, { data, position }) => {
      if (data.key === poison.key) throw new Error('cannot count that')
      return { sum: document.sum + data.n, seen: [...document.seen, position] }
    },
  })

const decode = async (stored: readonly StoredEvent[]) =>
  stored.map((one): Recorded | undefined =>
    one.type === 'Counted.v1' ? ({ ...one, type: 'Counted' } as unknown as Recorded) : undefined,
  )

/** Fails after part of a commit, as a store without transactions would when its process dies in between. */
class Crashing extends ReadStore {
  crashAfter = Infinity
  constructor(private readonly inner: ReadStore) {
    super()
  }
  async commit(commits: readonly Commit[]): Promise<void> {
    for (const { checkpoint, writes, ...rest } of commits) {
      for (const write of writes) await this.step({ ...rest, writes: [write] })
      if (checkpoint !== undefined) await this.step({ ...rest, writes: [], checkpoint })
    }
  }
  private async step(commit: Commit): Promise<void> {
    if (this.crashAfter-- <= 0) throw new Error('the power went out')
    await this.inner.commit([commit])
  }
  builds = () => this.inner.builds()
  create = (...args: Parameters<ReadStore['create']>) => this.inner.create(...args)
  goLive = (...args: Parameters<ReadStore['goLive']>) => this.inner.goLive(...args)
  drop = (...args: Parameters<ReadStore['drop']>) => this.inner.drop(...args)
  load = (...args: Parameters<ReadStore['load']>) => this.inner.load(...args)
  checkpoints = (...args: Parameters<ReadStore['checkpoints']>) => this.inner.checkpoints(...args)
  furthest = () => this.inner.furthest()
  parked = (...args: Parameters<ReadStore['parked']>) => this.inner.parked(...args)
  requestReplay = (...args: Parameters<ReadStore['requestReplay']>) => this.inner.requestReplay(...args)
  get: ReadStore['get'] = (build, key) => this.inner.get(build, key)
  find: ReadStore['find'] = (build, query) => this.inner.find(build, query)
  count: ReadStore['count'] = (build, filter) => this.inner.count(build, filter)
  scan: ReadStore['scan'] = (build, options) => this.inner.scan(build, options)
  size: ReadStore['size'] = (build) => this.inner.size(build)
  close = () => this.inner.close()
}

async function world() {
  const folder = await temporaryFolder()
  const events = await SqliteEventStore.open({ file: join(folder.path, 'events.sqlite'), pollMs: 5 })
  const read = await SqliteReadStore.open({ file: join(folder.path, 'views.sqlite') })
  poison.key = ''
  poison.unkeyed = NaN
  const alarms: Alarm[] = []
  const projector = (options: { partitions?: number; version?: number; read?: ReadStore } = {}) =>
    new Projector({
      events,
      decode,
      views: [sums(options.version) as never],
      read: options.read ?? read,
      partitions: options.partitions ?? 1,
      onAlarm: (alarm) => alarms.push(alarm),
    })
  let written = 0
  const write = async (...numbers: readonly (readonly [key: string, n: number])[]) => {
    for (const [key, n] of numbers) {
      const id = `00000000-0000-4000-8000-${String((written += 1)).padStart(12, '0')}`
      const metadata = { recordedAt: new Date().toISOString() }
      await events.append(`s-${written}`, 'no_stream', [{ id, type: 'Counted.v1', data: { key, n }, metadata }])
    }
    return (await events.head())!
  }
  const documents = async (version = 1) => {
    const { entries } = await new Views(read).of(sums(version)).find({ limit: 1_000 })
    return Object.fromEntries(entries.map(({ key, document }) => [key, document.sum]))
  }
  return {
    events,
    read,
    alarms,
    projector,
    write,
    documents,
    /** Started, and live before anything is written: a view that is filled from a log takes no event that it cannot fold. */
    begun: async (one: Projector) => {
      one.start()
      await until(async () => (await read.builds()).some(({ live }) => live))
    },
    fresh: (position: number, version = 1) => new Views(read).waitFor(sums(version), position, 5_000),
    [Symbol.asyncDispose]: async () => {
      await events.close()
      await read.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

const until = async (holds: () => boolean | Promise<boolean>) => {
  for (let tries = 0; tries < 500 && !(await holds()); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await holds()).toBe(true)
}

describe('the projector', () => {
  it('follows the log, and passes by what no view reads', async () => {
    await using it = await world()
    const projector = it.projector()
    projector.start()
    await it.write(['a', 1], ['b', 2], ['a', 3])
    const { position } = await it.events.append('foreign', 'no_stream', [
      { id: '11111111-0000-4000-8000-000000000000', type: 'Else.v1', data: {}, metadata: {} },
    ])
    await it.fresh(position!)
    expect(await it.documents()).toEqual({ a: 4, b: 2 })
    const [status] = await projector.status()
    expect(status).toMatchObject({ name: 'sums', live: true, lag: { events: 0, more: false, seconds: 0 }, parked: 0 })
    await projector.stop()
  })

  it('goes on where it was after a stop', async () => {
    await using it = await world()
    const first = it.projector()
    first.start()
    await it.fresh(await it.write(['a', 1]))
    await first.stop()
    const late = await it.write(['a', 2], ['c', 5])
    const second = it.projector()
    second.start()
    await it.fresh(late)
    expect(await it.documents()).toEqual({ a: 3, c: 5 })
    await second.stop()
  })

  it('says how far behind it is, in events and seconds', async () => {
    await using it = await world()
    const projector = it.projector()
    projector.start()
    await it.fresh(await it.write(['a', 1]))
    await projector.stop()
    await it.write(['a', 1], ['a', 1])
    await until(async () => (await projector.status())[0]!.lag.seconds > 0)
    expect((await projector.status())[0]!.lag.events).toBe(2)
  })

  it('lets nobody wait for ever', async () => {
    await using it = await world()
    await it.write(['a', 1])
    await expect(new Views(it.read).waitFor(sums(), 1, 20)).rejects.toBeInstanceOf(NotYetFresh)
    await expect(new Views(it.read).of(sums()).count()).rejects.toBeInstanceOf(ViewNotReady)
  })
})

describe('an event that cannot be folded', () => {
  it('parks its key with what follows, raises an alarm, and holds up nobody else', async () => {
    await using it = await world()
    poison.key = 'bad'
    const projector = it.projector()
    await it.begun(projector)
    const last = await it.write(['a', 1], ['bad', 1], ['a', 1], ['bad', 5])
    await it.fresh(last)
    expect(await it.documents()).toEqual({ a: 2 })
    expect(it.alarms).toMatchObject([{ what: 'key-parked', view: 'sums', key: 'bad' }])
    await until(async () => (await projector.parked('sums'))[0]?.waiting === 2)
    expect(await projector.inspect('sums', 'bad')).toMatchObject({ key: 'bad', position: 2, event: { data: { n: 1 } } })
    await projector.stop()
  })

  it('is replayed when its cause is mended, also after a restart, and the key goes on', async () => {
    await using it = await world()
    poison.key = 'bad'
    const first = it.projector()
    await it.begun(first)
    await it.fresh(await it.write(['bad', 1], ['bad', 2]))
    await first.stop()
    poison.key = ''
    const projector = it.projector()
    projector.start()
    await it.fresh(await it.write(['bad', 4]))
    expect(await it.documents()).toEqual({})
    expect(await projector.requestReplay('sums', 'bad')).toBe(true)
    await until(async () => (await projector.parked('sums')).length === 0)
    await it.fresh(await it.write(['bad', 8]))
    expect(await it.documents()).toEqual({ bad: 15 })
    await projector.stop()
  })

  it('whose keys could not be told is put in its place by a rebuild', async () => {
    await using it = await world()
    poison.unkeyed = 7
    const projector = it.projector()
    await it.begun(projector)
    await it.fresh(await it.write(['a', 7], ['a', 1]))
    expect(await it.documents()).toEqual({ a: 1 })
    expect((await projector.parked('sums')).map(({ key }) => key)).toEqual(['event:1'])
    poison.unkeyed = NaN
    await projector.requestReplay('sums', 'event:1')
    await until(async () => (await projector.parked('sums')).length === 0)
    expect(await it.documents()).toEqual({ a: 8 })
    await projector.stop()
  })

  it('stays parked when it fails again', async () => {
    await using it = await world()
    poison.key = 'bad'
    const projector = it.projector()
    await it.begun(projector)
    await it.fresh(await it.write(['bad', 1]))
    await projector.requestReplay('sums', 'bad')
    await until(async () => it.alarms.length === 2)
    await until(async () => (await projector.parked('sums'))[0]?.replayRequested === false)
    await projector.stop()
  })
})

describe('a rebuild', () => {
  it('fills a build beside the live one, switches, and drops what it replaced', async () => {
    await using it = await world()
    const projector = it.projector()
    projector.start()
    await it.fresh(await it.write(['a', 1], ['b', 2]))
    const seen: number[] = []
    await projector.rebuild('sums', (done) => seen.push(done))
    expect(seen.at(-1)).toBe(2)
    await it.fresh(await it.write(['a', 10]))
    expect(await it.documents()).toEqual({ a: 11, b: 2 })
    await until(async () => (await it.read.builds()).map((one) => one.build).join() === '2')
    await projector.stop()
  })

  it('fails on the first event that cannot be folded, and leaves the live one as it is', async () => {
    await using it = await world()
    const projector = it.projector()
    projector.start()
    await it.fresh(await it.write(['a', 1], ['bad', 2]))
    poison.key = 'bad'
    await expect(projector.rebuild('sums')).rejects.toThrow(/sums cannot fold Counted at position 2 into bad/)
    expect((await it.read.builds()).map((one) => [one.build, one.live])).toEqual([[1, true]])
    expect(await it.documents()).toEqual({ a: 1, bad: 2 })
    await projector.stop()
  })

  it('can be cancelled', async () => {
    await using it = await world()
    const projector = it.projector()
    projector.start()
    await it.fresh(await it.write(['a', 1]))
    const rebuilt = projector.rebuild('sums')
    expect(await projector.cancelRebuild('sums')).toBe(true)
    await expect(rebuilt).rejects.toThrow(/cancelled/)
    expect((await it.read.builds()).map((one) => [one.build, one.live])).toEqual([[1, true]])
    expect(await projector.cancelRebuild('sums')).toBe(false)
    await projector.stop()
  })

  it('is not disturbed by another process that began the same and gave it up', async () => {
    await using it = await world()
    const head = await it.write(['a', 1], ['b', 2])
    const [one, other] = [it.projector(), it.projector()]
    const both = [one.rebuild('sums'), other.rebuild('sums')] as const
    await one.cancelRebuild('sums')
    await expect(both[0]).rejects.toThrow(/cancelled/)
    await both[1]
    await it.fresh(head)
    expect(await it.documents()).toEqual({ a: 1, b: 2 })
  })

  it('that another process has finished is followed by those that were still waiting for the view', async () => {
    await using it = await world()
    await it.write(['bad', 1])
    poison.key = 'bad'
    const waiting = it.projector()
    waiting.start()
    await until(() => it.alarms.some(({ what }) => what === 'rebuild-failed'))
    poison.key = ''
    await it.projector().rebuild('sums')
    await it.fresh(await it.write(['a', 1]))
    expect(await it.documents()).toEqual({ bad: 1, a: 1 })
    await waiting.stop()
  })

  it('is not begun by a projector that is stopped while it starts', async () => {
    await using it = await world()
    await it.write(['a', 1])
    const projector = it.projector()
    projector.start()
    await projector.stop()
    expect((await projector.status())[0]!.rebuild).toBeUndefined()
    expect(it.alarms).toEqual([])
  })

  it('happens by itself when a view has a new version, and the old one answers meanwhile', async () => {
    await using it = await world()
    const old = it.projector()
    old.start()
    await it.fresh(await it.write(['a', 1]))
    await old.stop()
    const projector = it.projector({ version: 2 })
    projector.start()
    await it.fresh(await it.write(['a', 2]), 2)
    expect(await it.documents(2)).toEqual({ a: 3 })
    await projector.stop()
  })
})

describe('whatever happens in between', () => {
  const work = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: -5, max: 5 })), {
    minLength: 1,
    maxLength: 30,
  })
  const plain = (numbers: readonly (readonly [string, number])[]) => {
    const sum: Record<string, number> = {}
    for (const [key, n] of numbers) sum[key] = (sum[key] ?? 0) + n
    return sum
  }

  it('crashes between any two writes change nothing in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        work,
        fc.array(fc.nat(12), { maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        async (numbers, crashes, partitions) => {
          await using it = await world()
          // Live before anything is written, so that every crash strikes the live build.
          const begun = it.projector({ partitions })
          begun.start()
          await until(async () => (await it.read.builds()).some((one) => one.live))
          await begun.stop()
          const head = await it.write(...numbers)
          for (const crashAfter of crashes) {
            const crashing = new Crashing(it.read)
            crashing.crashAfter = crashAfter
            await it
              .projector({ partitions, read: crashing })
              .catchUp()
              .catch(() => undefined)
          }
          const [one, late] = [it.projector({ partitions }), it.projector({ partitions, read: new Crashing(it.read) })]
          await Promise.all([one.catchUp(), late.catchUp()])
          await it.fresh(head)
          expect(await it.documents()).toEqual(plain(numbers))
        },
      ),
      { numRuns: 25 },
    )
  })

  it('another number of partitions goes on from what all of them have', async () => {
    await using it = await world()
    await it.write(['a', 1], ['b', 1], ['c', 1])
    await it.projector({ partitions: 3 }).catchUp()
    const head = await it.write(['a', 1], ['b', 1], ['c', 1])
    await it.projector({ partitions: 2 }).catchUp()
    await it.fresh(head)
    expect(await it.documents()).toEqual({ a: 2, b: 2, c: 2 })
  })
})
