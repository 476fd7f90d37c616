import { describe, expect, it } from '@jest/globals'
import { add, added, Counter, scratchFolder } from '../testing/index.js'
import type { Process } from '../testing/index.js'
import type { EventStore } from './event-store.js'
import { States } from './states.js'

const target = { counter: 'c' }
const fill = async ({ executor }: Process, from: number, to: number) => {
  const numbers = Array.from({ length: to - from }, (_, at) => from + at)
  await Promise.all(numbers.map((n) => executor.execute(add, target, { name: `n${n}`, by: 1 }, { actor: 'pat' })))
}

/** A log that counts how many events of streams were read. */
async function counting(folder: Awaited<ReturnType<typeof scratchFolder>>) {
  const read = { events: 0 }
  const process = await folder.open({
    through: (log) =>
      new Proxy(log, {
        get: (of, name: keyof EventStore) =>
          name !== 'readStream'
            ? Reflect.get(of, name).bind(of)
            : async function* (...args: Parameters<EventStore['readStream']>) {
                for await (const event of of.readStream(...args)) {
                  read.events += 1
                  yield event
                }
              },
      }) as EventStore,
  })
  return { process, read }
}

describe('the state of a stream', () => {
  it('is read once, and after that only what is new', async () => {
    await using folder = await scratchFolder([added])
    const writer = await folder.open()
    await fill(writer, 0, 10)
    const { process, read } = await counting(folder)
    expect((await process.states.current(Counter, target)).state.sum).toBe(10)
    await fill(writer, 10, 12)
    expect(await process.states.current(Counter, target)).toMatchObject({
      state: { sum: 12 },
      revision: 11,
      position: 12,
    })
    expect(read.events).toBe(12)
  })

  it('of a long stream is loaded from a snapshot, also by another process', async () => {
    await using folder = await scratchFolder([added])
    await fill(await folder.open(), 0, 3_000)
    const { process, read } = await counting(folder)
    expect(await process.states.current(Counter, target)).toMatchObject({ state: { sum: 3_000 }, revision: 2_999 })
    expect(read.events).toBeLessThan(1_500)
  })

  it('passes over snapshots of another version', async () => {
    await using folder = await scratchFolder([added])
    await fill(await folder.open(), 0, 2_000)
    const { process, read } = await counting(folder)
    const newer = { ...Counter, snapshot: { ...Counter.snapshot!, version: 2 } }
    expect((await process.states.current(newer, target)).state.sum).toBe(2_000)
    expect(read.events).toBe(2_000)
  })

  it('passes over a snapshot of what is not in this log', async () => {
    await using folder = await scratchFolder([added])
    const writer = await folder.open()
    await fill(writer, 0, 2_000)
    // Of a log that went further, and of one in which something else stood there.
    const { process } = await counting(folder)
    const { snapshots } = process.operations
    for (const [revision, position] of [
      [5_000, 5_001],
      [1_000, 7],
    ] as const) {
      await snapshots.save('counter-c', { version: 1, revision, position, state: { sum: 7, names: {} } })
      const states = new States(process.events, process.codec, snapshots)
      expect(await states.current(Counter, target)).toMatchObject({ state: { sum: 2_000 }, revision: 1_999 })
    }
  })

  it('is kept for a bounded number of streams, and read again where it was let go', async () => {
    await using folder = await scratchFolder([added])
    const writer = await folder.open()
    for (const counter of ['a', 'b', 'c'])
      await writer.executor.execute(add, { counter }, { name: 'x', by: 1 }, { actor: 'pat' })
    const { process, read } = await counting(folder)
    const states = new States(process.events, process.codec, process.operations.snapshots, { streams: 2 })
    for (const counter of ['a', 'b', 'c', 'a']) await states.current(Counter, { counter })
    expect(read.events).toBe(4)
  })
})
