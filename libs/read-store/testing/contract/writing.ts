import { describe, expect, it } from '@jest/globals'
import type { ParkedKey } from '../../src/read-store.js'
import type { ReadStoreFixture } from './fixture.js'

/** What keeps documents and checkpoints from going back, and what waits. */
export function writing(the: ReadStoreFixture): void {
  const { all, build, put } = the
  describe('the guard', () => {
    it('lets in only what is newer', async () => {
      await the.store.commit([put('a', { n: 2 }, 20)])
      await the.store.commit([put('a', { n: 1 }, 10), put('a', { n: 9 }, 20)])
      expect(await the.store.get(build, 'a')).toEqual({ key: 'a', document: { n: 2 }, position: 20 })
      await the.store.commit([put('a', { n: 3 }, 21)])
      expect((await the.store.get(build, 'a'))?.document).toEqual({ n: 3 })
    })

    it('holds for removed documents, too: a mark keeps it', async () => {
      await the.store.commit([put('a', { n: 1 }, 10)])
      await the.store.commit([put('a', null, 20)])
      await the.store.commit([put('a', { n: 2 }, 15)])
      expect(await the.store.get(build, 'a')).toBeUndefined()
      expect(await the.store.load(build, ['a', 'b'])).toEqual(new Map([['a', { document: null, position: 20 }]]))
      expect(await all()).toEqual([])
    })

    it('leaves every document under the values that it has, whatever it is written over', async () => {
      const [big, deep] = [2 ** 53 - 1, { plan: { kind: 'mail' }, city: ['Graz'] }]
      await the.store.commit([put('a', { city: 'Wien', age: 4 }, 1), put('b', { age: true }, 1), put('c', deep, 1)])
      await the.store.commit([put('a', { city: 'Wien', age: 0.5 }, 2), put('b', { age: big }, 2), put('c', null, 2)])
      expect(await Array.fromAsync(the.store.misfiled(build))).toEqual([])
      await the.store.commit([put('a', { city: null }, 3), put('c', deep, 3)])
      expect(await Array.fromAsync(the.store.misfiled(build))).toEqual([])
    })

    it('knows the furthest event that was seen, by which the log is known again', async () => {
      expect(await the.store.furthest()).toBeUndefined()
      const seen = (checkpoint: number, checkpointEvent: string, partition = '0/1') => [
        { build, partition, writes: [], checkpoint, checkpointEvent },
      ]
      for (const [position, event] of [
        [5, 'e5'],
        [9, 'e9'],
        [7, 'e7'],
      ] as const)
        await the.store.commit(seen(position, event))
      await the.store.commit(seen(8, 'e8', '1/2'))
      expect(await the.store.furthest()).toEqual({ position: 9, event: 'e9' })
    })

    it('never lets a checkpoint go back', async () => {
      for (const checkpoint of [5, 9, 7]) await the.store.commit([{ build, partition: '0/1', writes: [], checkpoint }])
      expect(await the.store.checkpoints(build)).toEqual(new Map([['0/1', 9]]))
    })
  })

  it('keeps parked keys until they are released', async () => {
    const parked: ParkedKey = {
      key: 'a',
      position: 3,
      error: 'x',
      parkedAt: '2027-01-01T00:00:00.000Z',
      waiting: 1,
      replayRequested: false,
    }
    await the.store.commit([{ build, partition: '0/1', writes: [], park: [parked] }])
    expect(await the.store.requestReplay(build, 'a')).toBe(true)
    expect(await the.store.requestReplay(build, 'b')).toBe(false)
    expect(await the.store.parked(build)).toEqual([{ ...parked, replayRequested: true }])
    await the.store.commit([{ build, partition: '0/1', writes: [], unpark: ['a'] }])
    expect(await the.store.parked(build)).toEqual([])
  })
}
