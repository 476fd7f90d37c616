import { describe, expect, it } from '@jest/globals'
import type { ReadStoreFixture } from './fixture.js'

/** Fillings of views beside each other, and which of them answers. */
export function builds(the: ReadStoreFixture): void {
  const { build, indexes, put } = the
  describe('builds', () => {
    const second = { ...build, build: 2 }

    it('are filled apart, and one of a version is live', async () => {
      await the.store.goLive(build)
      await the.store.create(second, indexes)
      await the.store.commit([
        put('a', { n: 1 }, 1),
        { build: second, partition: '0/1', writes: [{ key: 'a', document: { n: 2 }, position: 1 }] },
      ])
      await the.store.goLive(second)
      expect((await the.store.builds()).map((one) => [one.build, one.live])).toEqual([
        [1, false],
        [2, true],
      ])
      expect((await the.store.get(second, 'a'))?.document).toEqual({ n: 2 })
      await the.store.drop(build)
      expect((await the.store.builds()).map((one) => one.build)).toEqual([2])
    })

    it('that are live are not dropped', async () => {
      await the.store.goLive(build)
      await expect(the.store.drop(build)).rejects.toThrow(/is live/)
    })

    it('that are gone take nothing any more', async () => {
      await the.store.create(second, indexes)
      await the.store.drop(second)
      const late = [{ build: second, partition: '0/1', writes: [], checkpoint: 7 }]
      await expect(the.store.goLive(second)).rejects.toThrow()
      await expect(the.store.commit(late)).rejects.toThrow(/any more/)
      await the.store.create(second, indexes)
      expect(await the.store.checkpoints(second)).toEqual(new Map())
    })

    it('that are dropped take what was parked with them', async () => {
      await the.store.create(second, indexes)
      const parked = { key: 'a', position: 3, error: 'x', parkedAt: '', waiting: 1, replayRequested: false }
      await the.store.commit([{ build: second, partition: '0/1', writes: [], park: [parked], checkpoint: 3 }])
      await the.store.drop(second)
      await the.store.create(second, indexes)
      expect([await the.store.parked(second), [...(await the.store.checkpoints(second))]]).toEqual([[], []])
    })

    it('of several views stand in order, and a build of one version replaces none of another', async () => {
      const [older, other] = [
        { ...build, view: 'board' },
        { ...build, version: 2 },
      ]
      for (const one of [other, older, second]) await the.store.create(one, [])
      for (const one of [build, other, older]) await the.store.goLive(one)
      expect((await the.store.builds()).map((one) => [one.view, one.version, one.build, one.live])).toEqual([
        ['board', 1, 1, true],
        ['people', 1, 1, true],
        ['people', 1, 2, false],
        ['people', 2, 1, true],
      ])
    })

    it('are created once, and whoever asks again is told that it is not theirs', async () => {
      await the.store.commit([put('a', { n: 1 }, 1)])
      expect([await the.store.create(build, indexes), await the.store.create(second, indexes)]).toEqual([false, true])
      expect(await the.store.size(build)).toMatchObject({ documents: 1 })
    })
  })
}
