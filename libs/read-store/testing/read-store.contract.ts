import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { BadCursor } from '../src/errors.js'
import type { Build, Commit, ParkedKey, Query, ReadStore } from '../src/read-store.js'

/** A store to try, and a way to be rid of it. */
export interface OpenedReadStore {
  readonly store: ReadStore
  dispose(): Promise<void>
}

/** What every read store does, whichever it is. */
export function readStoreContract(name: string, open: () => Promise<OpenedReadStore>): void {
  describe(`${name} as a read store`, () => {
    let opened: OpenedReadStore
    let store: ReadStore
    const build: Build = { view: 'people', version: 1, build: 1 }
    const indexes = [['city', 'age'], ['plan.kind'], ['age']]

    beforeEach(async () => {
      opened = await open()
      store = opened.store
      await store.create(build, indexes)
    })
    afterEach(() => opened.dispose())

    const put = (key: string, document: object | null, position: number): Commit => ({
      build,
      partition: '0/1',
      writes: [{ key, document, position }],
    })
    const all = async (query: Partial<Query> = {}) => {
      const keys: string[] = []
      let cursor: string | undefined
      do {
        const page = await store.find(build, { limit: 2, ...query, ...(cursor === undefined ? {} : { cursor }) })
        keys.push(...page.entries.map((one) => one.key))
        cursor = page.next
      } while (cursor !== undefined)
      return keys
    }

    describe('the guard', () => {
      it('lets in only what is newer', async () => {
        await store.commit([put('a', { n: 2 }, 20)])
        await store.commit([put('a', { n: 1 }, 10), put('a', { n: 9 }, 20)])
        expect(await store.get(build, 'a')).toEqual({ key: 'a', document: { n: 2 }, position: 20 })
        await store.commit([put('a', { n: 3 }, 21)])
        expect((await store.get(build, 'a'))?.document).toEqual({ n: 3 })
      })

      it('holds for removed documents, too: a mark keeps it', async () => {
        await store.commit([put('a', { n: 1 }, 10)])
        await store.commit([put('a', null, 20)])
        await store.commit([put('a', { n: 2 }, 15)])
        expect(await store.get(build, 'a')).toBeUndefined()
        expect(await store.load(build, ['a', 'b'])).toEqual(new Map([['a', { document: null, position: 20 }]]))
        expect(await all()).toEqual([])
      })

      it('knows the furthest event that was seen, by which the log is known again', async () => {
        expect(await store.furthest()).toBeUndefined()
        const seen = (checkpoint: number, checkpointEvent: string, partition = '0/1') => [
          { build, partition, writes: [], checkpoint, checkpointEvent },
        ]
        for (const [position, event] of [
          [5, 'e5'],
          [9, 'e9'],
          [7, 'e7'],
        ] as const)
          await store.commit(seen(position, event))
        await store.commit(seen(8, 'e8', '1/2'))
        expect(await store.furthest()).toEqual({ position: 9, event: 'e9' })
      })

      it('never lets a checkpoint go back', async () => {
        for (const checkpoint of [5, 9, 7]) await store.commit([{ build, partition: '0/1', writes: [], checkpoint }])
        expect(await store.checkpoints(build)).toEqual(new Map([['0/1', 9]]))
      })
    })

    describe('finding', () => {
      beforeEach(async () => {
        const people = [
          ['a', { city: 'Wien', age: 40, plan: { kind: 'x' } }],
          ['b', { city: 'Graz', age: 30, plan: { kind: 'y' } }],
          ['c', { city: 'Wien', age: 20 }],
          ['d', { city: 'Wien' }],
          ['e', { city: 'Graz', age: 30, plan: { kind: 'x' } }],
        ] as const
        await store.commit(people.map(([key, document], at) => put(key, document, at)))
      })

      it.each<[string, Partial<Query>, string[]]>([
        ['by key', {}, ['a', 'b', 'c', 'd', 'e']],
        ['by value', { filter: { city: 'Graz' } }, ['b', 'e']],
        ['by what is missing', { filter: { age: null } }, ['d']],
        ['by one of several', { filter: { age: { in: [20, 40] } } }, ['a', 'c']],
        ['by bounds', { filter: { age: { gte: 30, lt: 40 } } }, ['b', 'e']],
        ['by other bounds', { filter: { age: { gt: 20, lte: 40 } } }, ['a', 'b', 'e']],
        ['by a field of a field', { filter: { 'plan.kind': 'x' } }, ['a', 'e']],
        ['rising, what is missing first', { sort: [['age', 'asc']] }, ['d', 'c', 'b', 'e', 'a']],
        ['falling, what is missing last', { sort: [['age', 'desc']] }, ['a', 'e', 'b', 'c', 'd']],
        [
          'by two fields',
          {
            sort: [
              ['city', 'asc'],
              ['age', 'desc'],
            ],
          },
          ['e', 'b', 'a', 'c', 'd'],
        ],
      ])('pages through everything once, %s', async (_, query, keys) => {
        expect(await all(query)).toEqual(keys)
        expect(await all({ ...query, limit: 1 })).toEqual(keys)
        expect(await store.count(build, query.filter)).toBe(keys.length)
      })

      it('refuses a field without an index, and a cursor of something else', async () => {
        await expect(store.find(build, { filter: { name: 'x' }, limit: 1 })).rejects.toThrow(/stands in no index/)
        for (const cursor of [
          'nonsense',
          Buffer.from('[1]').toString('base64url'),
          Buffer.from('[1,2,"a"]').toString('base64url'),
        ]) {
          await expect(store.find(build, { cursor, limit: 1 })).rejects.toBeInstanceOf(BadCursor)
        }
      })

      it('refuses a cursor of another order, another filter or another view', async () => {
        const { next: cursor } = await store.find(build, { limit: 1, sort: [['age', 'asc']] })
        const others: readonly Partial<Query>[] = [
          { sort: [['age', 'desc']] },
          { sort: [['city', 'asc']] },
          { sort: [['age', 'asc']], filter: { city: 'Wien' } },
          {},
        ]
        for (const other of others)
          await expect(store.find(build, { limit: 1, cursor: cursor!, ...other })).rejects.toBeInstanceOf(BadCursor)
        const elsewhere = { ...build, view: 'places' }
        await store.create(elsewhere, indexes)
        await expect(
          store.find(elsewhere, { limit: 1, sort: [['age', 'asc']], cursor: cursor! }),
        ).rejects.toBeInstanceOf(BadCursor)
      })

      it('scans fields in order of the key, also a part of the keys', async () => {
        const rows = async (options: Parameters<ReadStore['scan']>[1]) =>
          (await Array.fromAsync(store.scan(build, options))).flat()
        expect(await rows({ fields: ['key', 'age', 'plan'], filter: { city: 'Graz' } })).toEqual([
          ['b', 30, { kind: 'y' }],
          ['e', 30, { kind: 'x' }],
        ])
        await store.commit([put('a x', { age: 1 }, 9), put('a y', { age: 2 }, 9), put('ab', { age: 3 }, 9)])
        expect(await rows({ fields: ['key'], keyPrefix: 'a ' })).toEqual([['a x'], ['a y']])
      })

      it('keeps whole numbers whole up to 2^53', async () => {
        await store.commit([put('big', { age: Number.MAX_SAFE_INTEGER }, 9)])
        expect(await all({ filter: { age: Number.MAX_SAFE_INTEGER } })).toEqual(['big'])
        expect((await store.get(build, 'big'))?.document).toEqual({ age: Number.MAX_SAFE_INTEGER })
      })
    })

    describe('builds', () => {
      const second = { ...build, build: 2 }

      it('are filled apart, and one of a version is live', async () => {
        await store.goLive(build)
        await store.create(second, indexes)
        await store.commit([
          put('a', { n: 1 }, 1),
          { build: second, partition: '0/1', writes: [{ key: 'a', document: { n: 2 }, position: 1 }] },
        ])
        await store.goLive(second)
        expect((await store.builds()).map((one) => [one.build, one.live])).toEqual([
          [1, false],
          [2, true],
        ])
        expect((await store.get(second, 'a'))?.document).toEqual({ n: 2 })
        await store.drop(build)
        expect((await store.builds()).map((one) => one.build)).toEqual([2])
      })

      it('that are live are not dropped', async () => {
        await store.goLive(build)
        await expect(store.drop(build)).rejects.toThrow(/is live/)
      })

      it('are created once, and whoever asks again is told that it is not theirs', async () => {
        await store.commit([put('a', { n: 1 }, 1)])
        expect([await store.create(build, indexes), await store.create(second, indexes)]).toEqual([false, true])
        expect(await store.size(build)).toMatchObject({ documents: 1 })
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
      await store.commit([{ build, partition: '0/1', writes: [], park: [parked] }])
      expect(await store.requestReplay(build, 'a')).toBe(true)
      expect(await store.requestReplay(build, 'b')).toBe(false)
      expect(await store.parked(build)).toEqual([{ ...parked, replayRequested: true }])
      await store.commit([{ build, partition: '0/1', writes: [], unpark: ['a'] }])
      expect(await store.parked(build)).toEqual([])
    })
  })
}
