import { describe, expect, it } from '@jest/globals'
import { add, added, Counter, FailingStore, scratchFolder } from '../testing/index.js'
import type { Add } from '../testing/index.js'
import { decide, refuse } from './decision.js'
import type { FollowUp } from './follow-up.js'
import { followUp } from './follow-up.js'
import type { Given } from './executor.js'

class Open {
  name: string
}

const main = { counter: 'main' }
/** Adds to a counter of its own, as long as the main one stands below two. */
const addBelowTwo = decide(
  Counter,
  Open,
  { main: { of: Counter, at: () => main } },
  (_, { name }, { target, facts }) =>
    facts.main.sum < 2 ? added({ ...target, name, by: 1 }) : refuse('enough', { sum: facts.main.sum }),
)
const given = (command: FollowUp, nth: number): Given => ({
  ...command,
  context: { actor: 'pat', commandId: `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}` },
})
const adds = (counters: readonly string[]): readonly Given[] =>
  counters.map((counter, nth) => given(followUp(add, { counter }, { name: 'a', by: 1 } satisfies Add), nth))
const revisions = (answers: readonly { revision: number }[]) => answers.map(({ revision }) => revision)

describe('commands that are given together', () => {
  it('look once for what they need to know, and not at all into streams that are new', async () => {
    await using folder = await scratchFolder([added])
    let store!: FailingStore
    const { executor, recorded } = await folder.open({ through: (log) => (store = new FailingStore(log)) })
    const counters = Array.from({ length: 50 }, (_, nth) => `c${nth}`)
    const commands = counters.map((counter, nth) => given(followUp(addBelowTwo, { counter }, { name: 'a' }), nth))
    const { executeTogether } = await executor.expectingNew()
    const answers = await executeTogether(commands)
    expect(revisions(answers)).toEqual(counters.map(() => 0))
    expect(await recorded()).toHaveLength(50)
    expect(store.reads).toEqual([Counter.stream(main)])
  })

  it('are each decided on what is there, also in streams that are known, or stand among them twice', async () => {
    await using folder = await scratchFolder([added])
    const { executor } = await folder.open()
    await executor.execute(add, { counter: 'old' }, { name: 'b', by: 1 }, { actor: 'pat' })
    const { executeTogether } = await executor.expectingNew()
    expect(revisions(await executeTogether(adds(['old', 'new', 'other'])))).toEqual([1, 0, 0])
    const twice = ['x', 'x'].map((counter, nth) =>
      given(followUp(add, { counter }, { name: `n${nth}`, by: 1 }), 10 + nth),
    )
    expect(revisions(await executeTogether(twice))).toEqual([0, 1])
  })

  it('find what another process has written since they looked', async () => {
    await using folder = await scratchFolder([added])
    let store!: FailingStore
    const process = await folder.open({ through: (log) => (store = new FailingStore(log)) })
    const other = await folder.open()
    store.meanwhile = async () => {
      store.meanwhile = () => Promise.resolve()
      await other.executor.execute(add, { counter: 'c1' }, { name: 'theirs', by: 1 }, { actor: 'alex' })
    }
    const { executeTogether } = await process.executor.expectingNew()
    expect(revisions(await executeTogether(adds(['c1', 'c2'])))).toEqual([1, 0])
  })

  it('are written once, however often they are given', async () => {
    await using folder = await scratchFolder([added])
    const processes = [await folder.open(), await folder.open()]
    const commands = adds(['c1', 'c2', 'c3'])
    const expecting = await Promise.all(processes.map(({ executor }) => executor.expectingNew()))
    await Promise.all(expecting.map(({ executeTogether }) => executeTogether(commands)))
    expect(await processes[0]!.recorded()).toHaveLength(3)
  })
})
