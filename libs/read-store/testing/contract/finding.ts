import { beforeEach, describe, expect, it } from '@jest/globals'
import { BadCursor } from '../../src/errors.js'
import type { Query, ReadStore } from '../../src/read-store.js'
import type { ReadStoreFixture } from './fixture.js'

/** Filters, orders, cursors and scans. */
export function finding(the: ReadStoreFixture): void {
  const { all, build, indexes, put } = the
  describe('finding', () => {
    beforeEach(async () => {
      const people = [
        ['a', { city: 'Wien', age: 40, plan: { kind: 'x' } }],
        ['b', { city: 'Graz', age: 30, plan: { kind: 'y' } }],
        ['c', { city: 'Wien', age: 20 }],
        ['d', { city: 'Wien' }],
        ['e', { city: 'Graz', age: 30, plan: { kind: 'x' } }],
      ] as const
      await the.store.commit(people.map(([key, document], at) => put(key, document, at)))
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
      expect(await the.store.count(build, query.filter)).toBe(keys.length)
    })

    it('counts and finds none of what was removed, whatever is asked for', async () => {
      await the.store.commit([put('d', null, 9), put('e', null, 9), put('z', null, 9)])
      for (const [filter, keys] of [
        [{}, ['a', 'b', 'c']],
        [{ city: 'Wien' }, ['a', 'c']],
        [{ age: null }, []],
        [{ age: { in: [null, 20] } }, ['c']],
        [{ age: { lt: 35 } }, ['b', 'c']],
        [{ key: 'd' }, []],
        [{ key: { gte: 'c' } }, ['c']],
      ] as const) {
        expect([filter, await all({ filter })]).toEqual([filter, keys])
        expect([filter, await the.store.count(build, filter)]).toEqual([filter, keys.length])
      }
    })

    it('refuses a field without an index, and a cursor of something else', async () => {
      await expect(the.store.find(build, { filter: { name: 'x' }, limit: 1 })).rejects.toThrow(/stands in no index/)
      for (const cursor of [
        'nonsense',
        Buffer.from('[1]').toString('base64url'),
        Buffer.from('[1,2,"a"]').toString('base64url'),
      ]) {
        await expect(the.store.find(build, { cursor, limit: 1 })).rejects.toBeInstanceOf(BadCursor)
      }
    })

    it('refuses a cursor of another order, another filter or another view', async () => {
      const { next: cursor } = await the.store.find(build, { limit: 1, sort: [['age', 'asc']] })
      const others: readonly Partial<Query>[] = [
        { sort: [['age', 'desc']] },
        { sort: [['city', 'asc']] },
        { sort: [['age', 'asc']], filter: { city: 'Wien' } },
        {},
      ]
      for (const other of others)
        await expect(the.store.find(build, { limit: 1, cursor: cursor!, ...other })).rejects.toBeInstanceOf(BadCursor)
      const elsewhere = { ...build, view: 'places' }
      await the.store.create(elsewhere, indexes)
      await expect(
        the.store.find(elsewhere, { limit: 1, sort: [['age', 'asc']], cursor: cursor! }),
      ).rejects.toBeInstanceOf(BadCursor)
    })

    it('scans fields in order of the key, also a part of the keys', async () => {
      const rows = async (options: Parameters<ReadStore['scan']>[1]) =>
        (await Array.fromAsync(the.store.scan(build, options))).flat()
      expect(await rows({ fields: ['key', 'age', 'plan'], filter: { city: 'Graz' } })).toEqual([
        ['b', 30, { kind: 'y' }],
        ['e', 30, { kind: 'x' }],
      ])
      await the.store.commit([put('a x', { age: 1 }, 9), put('a y', { age: 2 }, 9), put('ab', { age: 3 }, 9)])
      expect(await rows({ fields: ['key'], keyPrefix: 'a ' })).toEqual([['a x'], ['a y']])
      expect(await rows({ fields: ['key'], keyPrefix: 'a' })).toEqual([['a'], ['a x'], ['a y'], ['ab']])
      expect(await rows({ fields: ['plan.kind', 'nothing'], keyPrefix: 'b' })).toEqual([['y', null]])
    })

    it('scans everything once, page after page, while others write', async () => {
      const keys = Array.from({ length: 4_500 }, (_, at) => `s ${String(at).padStart(4, '0')}`)
      const writes = keys.map((key, at) => ({ key, document: { age: at }, position: 9 }))
      await the.store.commit([{ build, partition: '0/1', writes }])
      const seen: unknown[] = []
      for await (const page of the.store.scan(build, { fields: ['key'], keyPrefix: 's ' })) {
        expect(page.length).toBeLessThanOrEqual(2_000)
        seen.push(...page.map(([key]) => key))
        await the.store.commit([put(String(seen[0]), { age: 0 }, 10 + seen.length)])
      }
      expect(seen).toEqual(keys)
    })

    it('takes null among several for what is missing, and compares with bounds of one kind only', async () => {
      await the.store.commit([put('t', { age: 'old' }, 9), put('z', { age: true }, 9), put('y', { age: null }, 9)])
      expect(await all({ filter: { age: { in: [20, null] } } })).toEqual(['c', 'd', 'y'])
      expect(await all({ filter: { age: { gte: 30 } } })).toEqual(['a', 'b', 'e'])
      expect(await all({ filter: { age: { lte: 1 } } })).toEqual(['z'])
      expect(await all({ filter: { age: true } })).toEqual(['z'])
      expect(await all({ filter: { age: { lt: 'p' } } })).toEqual(['t'])
      expect(await all({ filter: { age: { gt: '' } } })).toEqual(['t'])
      expect(await all({ filter: { age: { gte: null } } })).toEqual([])
      expect(await all({ filter: { age: { in: [] } } })).toEqual([])
    })

    it.each<['asc' | 'desc', string[]]>([
      ['asc', ['d', 'y', 'z', 'c', 'b', 'e', 'a', 's', 't']],
      ['desc', ['t', 's', 'a', 'e', 'b', 'c', 'z', 'y', 'd']],
    ])('sorts what is missing before numbers, and those before texts: %s', async (direction, keys) => {
      const more = { s: 'Old', t: 'old', y: null, z: false }
      await the.store.commit(Object.entries(more).map(([key, age]) => put(key, { age }, 9)))
      for (const limit of [1, 2, 20]) expect(await all({ sort: [['age', direction]], limit })).toEqual(keys)
    })

    it('compares texts by code points, whatever language they are of', async () => {
      const texts = ['', '!', 'A', 'Z', 'a', 'aa', 'ä', 'Ω', '€', '😀']
      await the.store.commit(texts.map((city, at) => put(`t${9 - at}`, { city }, 9)))
      const keys = texts.map((_, at) => `t${9 - at}`)
      expect(await all({ sort: [['city', 'asc']], filter: { city: { in: texts } } })).toEqual(keys)
      expect(await all({ filter: { city: { gte: 'Z', lt: 'ä' } } })).toEqual(['t4', 't5', 't6'])
    })

    it('looks for a field in objects only, never in lists or in what every object has', async () => {
      await the.store.commit([
        put('l', { plan: [{ kind: 'x' }], age: [1] }, 9),
        put('o', { plan: { kind: { deep: 1 } }, age: { n: 1 } }, 9),
        put('p', { plan: 'kind' }, 9),
      ])
      expect(await all({ filter: { 'plan.kind': 'x' } })).toEqual(['a', 'e'])
      expect(await all({ filter: { 'plan.kind': '{"deep":1}' } })).toEqual(['o'])
      expect(await all({ filter: { age: '[1]' } })).toEqual(['l'])
      expect(await all({ filter: { 'plan.kind': null } })).toEqual(['c', 'd', 'l', 'p'])
    })

    it('keeps whole numbers whole up to 2^53', async () => {
      await the.store.commit([put('big', { age: Number.MAX_SAFE_INTEGER }, 9)])
      expect(await all({ filter: { age: Number.MAX_SAFE_INTEGER } })).toEqual(['big'])
      expect((await the.store.get(build, 'big'))?.document).toEqual({ age: Number.MAX_SAFE_INTEGER })
    })
  })
}
