import { describe, expect, it } from '@jest/globals'
import type { Commit, ReadStore, Write } from './read-store.js'
import { WrittenBehind } from './written-behind.js'

const build = { view: 'people', version: 1, build: 1 }
const put = (key: string, text: string, position: number): Write => ({ key, document: { text }, position })

/** A store of which only what a build needs is there; it remembers what was written, in order. */
function scratch(limit?: number) {
  const written: Write[] = []
  const store = {
    load: (_: object, keys: readonly string[]) =>
      Promise.resolve(new Map(written.filter(({ key }) => keys.includes(key)).map((one) => [one.key, one]))),
    commit: (commits: readonly Commit[]) => {
      written.push(...commits.flatMap(({ writes }) => writes))
      return Promise.resolve()
    },
  } as unknown as ReadStore
  return { written, behind: new WrittenBehind(store, build, limit) }
}

describe('documents that are written behind', () => {
  it('are written once, however often they change, and read meanwhile as if they were written', async () => {
    const { written, behind } = scratch()
    await behind.put([put('ann', 'one', 1), put('bob', 'one', 2)])
    await behind.put([put('ann', 'two', 3), { key: 'bob', document: null, position: 4 }])
    expect(written).toEqual([])
    const read = await behind.load(build, ['ann', 'bob', 'cid'])
    expect([...read]).toEqual([
      ['ann', { document: { text: 'two' }, position: 3 }],
      ['bob', { document: null, position: 4 }],
    ])
    await behind.flush()
    expect(written).toEqual([put('ann', 'two', 3), { key: 'bob', document: null, position: 4 }])
  })

  it('are written, first those that have not changed for the longest time, when there are too many', async () => {
    const { written, behind } = scratch(50)
    await behind.put([put('old', 'x', 1), put('new', 'y', 2)])
    await behind.put([put('old', 'x', 3)])
    expect(written).toEqual([])
    await behind.put([put('big', 'z'.repeat(40), 4)])
    expect(written.map(({ key, position }) => [key, position])).toEqual([
      ['new', 2],
      ['old', 3],
      ['big', 4],
    ])
    expect((await behind.load(build, ['new'])).get('new')).toMatchObject({ position: 2 })
  })
})
