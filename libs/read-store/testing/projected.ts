import { join } from 'node:path'
import { expect } from '@jest/globals'
import { event, SqliteEventStore } from '@ledger/event-sourcing'
import type { Recorded, StoredEvent } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { Projector } from '../src/projector.js'
import type { Alarm, ProjectorOptions } from '../src/projector-options.js'
import type { ReadStore } from '../src/read-store.js'
import { view } from '../src/view.js'
import { Views } from '../src/views.js'
import type { OpenedReadStore } from './read-store.contract.js'

export type OpenReadStore = () => Promise<OpenedReadStore>

interface ProjectorWays extends Pick<ProjectorOptions, 'share' | 'rebuilds'> {
  readonly partitions?: number
  readonly version?: number
  /** Stands between projector and read store. */
  readonly read?: ReadStore
}

const counted = event('Counted')<{ key: string; n: number }>()
interface Sum {
  readonly sum: number
  readonly seen: readonly number[]
}

/** What a view must not be able to do in the middle of a test is switched from outside. */
export const poison = { key: '', unkeyed: NaN }
export const sums = (version = 1) =>
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

/** A log, a read store that begins empty, and projectors of one view on them. */
export async function projected(open: OpenReadStore) {
  const folder = await temporaryFolder()
  const events = await SqliteEventStore.open({ file: join(folder.path, 'events.sqlite'), pollMs: 5 })
  const { store: read, dispose } = await open()
  poison.key = ''
  poison.unkeyed = NaN
  const alarms: Alarm[] = []
  const projectors: Projector[] = []
  const projector = (options: ProjectorWays = {}) => {
    const made = new Projector({
      events,
      decode,
      views: [sums(options.version) as never],
      read: options.read ?? read,
      partitions: options.partitions ?? 1,
      ...(options.share ? { share: options.share } : {}),
      ...(options.rebuilds ? { rebuilds: options.rebuilds } : {}),
      onAlarm: (alarm) => alarms.push(alarm),
    })
    projectors.push(made)
    return made
  }
  let written = 0
  const write = async (...numbers: readonly (readonly [key: string, n: number])[]) => {
    for (const [key, n] of numbers) {
      const id = `00000000-0000-4000-8000-${String((written += 1)).padStart(12, '0')}`
      const metadata = { recordedAt: new Date().toISOString() }
      await events.append(`s-${written}`, 'no_stream', [{ id, type: 'Counted.v1', data: { key, n }, metadata }])
    }
    return (await events.head())!
  }
  /** Every document with its position, as one text. */
  const digest = async (version = 1) => {
    const { entries } = await new Views(read).of(sums(version)).find({ limit: 1_000 })
    return JSON.stringify(entries)
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
    digest,
    /** Starts a projector and waits until there is a live build: what cannot be folded then fails no rebuild. */
    begun: async (one: Projector) => {
      one.start()
      await until(async () => (await read.builds()).some(({ live }) => live))
    },
    fresh: (position: number, version = 1) => new Views(read).waitFor(sums(version), position, 5_000),
    [Symbol.asyncDispose]: async () => {
      for (const one of projectors) await one.stop()
      await events.close()
      await dispose()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Waits for a condition, not for a time. */
export const until = async (holds: () => boolean | Promise<boolean>) => {
  for (let tries = 0; tries < 500 && !(await holds()); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await holds()).toBe(true)
}
