import { describe, expect, it } from '@jest/globals'
import { add, added, FailingStore, scratchFolder } from '../testing/index.js'
import type { Process } from '../testing/index.js'
import { derivedCommandId } from './executor.js'
import type { Answer, Executor } from './executor.js'

const names = (count: number) => Array.from({ length: count }, (_, nth) => `c${nth}`)

/** Adds one under a name, by a command that is the same whoever gives it. */
const addTo = (to: Pick<Executor, 'execute'>, counter: string, name = 'a'): Promise<Answer> =>
  to.execute(add, { counter }, { name, by: 1 }, { actor: 'pat', commandId: derivedCommandId('test', counter, name) })

const recordedBy = (answers: readonly Answer[]) => answers.filter(({ events }) => events.length > 0).length

async function counted(folder: Awaited<ReturnType<typeof scratchFolder>>): Promise<Process & { store: FailingStore }> {
  let store!: FailingStore
  const process = await folder.open({ through: (log) => (store = new FailingStore(log)) })
  return { ...process, store }
}

describe('commands to streams that are expected to be new', () => {
  it('are carried out without a look at those streams', async () => {
    await using folder = await scratchFolder([added])
    const { executor, store, recorded } = await counted(folder)
    const expecting = await executor.expectingNew()
    expect(recordedBy(await Promise.all(names(50).map((name) => addTo(expecting, name))))).toBe(50)
    expect((await addTo(expecting, 'c7', 'b')).revision).toBe(1)
    expect([store.reads, store.appends, (await recorded()).length]).toEqual([[], 51, 51])
  })

  it('are decided on what stands there, where they are not new', async () => {
    await using folder = await scratchFolder([added])
    const [{ executor }, other] = [await folder.open(), await folder.open()]
    await addTo(other.executor, 'c1', 'theirs')
    await addTo(other.executor, 'c1', 'a')
    const expecting = await executor.expectingNew()
    expect((await addTo(expecting, 'c1', 'b')).revision).toBe(2)
    await addTo(other.executor, 'c2', 'theirs')
    expect(await addTo(expecting, 'c2', 'a')).toMatchObject({ events: [{ revision: 1 }], revision: 1 })
  })

  it('that were carried out before record nothing, though the store knows their events again', async () => {
    await using folder = await scratchFolder([added])
    const earlier = await folder.open()
    await Promise.all(names(5).map((name) => addTo(earlier.executor, name)))
    await addTo(earlier.executor, 'c4', 'b')
    const { executor, states, store, recorded } = await counted(folder)
    const expecting = await executor.expectingNew()
    const again = await Promise.all(names(6).map((name) => addTo(expecting, name)))
    expect(again.map(({ events, revision }) => [events.length, revision])).toEqual([
      ...names(4).map(() => [0, 0]),
      [0, 1],
      [1, 0],
    ])
    // Its state was let go of meanwhile, as in a long import.
    states.forget('counter-c5')
    expect((await addTo(expecting, 'c5')).events).toEqual([])
    expect(store.appends).toBeGreaterThan(6)
    expect(await recorded()).toHaveLength(7)
  })

  it('are answered as recorded where only the answer of the store got lost', async () => {
    await using folder = await scratchFolder([added])
    const { executor, store, recorded } = await counted(folder)
    const expecting = await executor.expectingNew()
    store.failures = 1
    expect((await addTo(expecting, 'c1')).events).toHaveLength(1)
    expect(await recorded()).toHaveLength(1)
  })

  it('are looked at first as soon as most of them have turned out to be there, and no longer when they are new again', async () => {
    await using folder = await scratchFolder([added])
    const earlier = await folder.open()
    for (const name of names(200)) await addTo(earlier.executor, name)
    const { executor, store } = await counted(folder)
    const expecting = await executor.expectingNew()
    for (const name of names(200)) await addTo(expecting, name, 'b')
    expect(store.appends).toBeLessThan(250)
    store.reads.length = 0
    for (const name of names(200)) await addTo(expecting, `new-${name}`)
    expect(store.reads.length).toBeLessThan(50)
  })

  it('are written once where two processes give them at once', async () => {
    await using folder = await scratchFolder([added])
    const processes = [await folder.open(), await folder.open()]
    const expecting = await Promise.all(processes.map(({ executor }) => executor.expectingNew()))
    const answers = expecting.flatMap((one) => names(40).map((name) => addTo(one, name)))
    for (const { revision } of await Promise.all(answers)) expect(revision).toBe(0)
    expect(await processes[0]!.recorded()).toHaveLength(40)
  })
})
