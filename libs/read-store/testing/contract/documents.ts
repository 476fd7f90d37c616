import { describe, expect, it } from '@jest/globals'
import type { ReadStoreFixture } from './fixture.js'

/** Whatever JSON can hold comes back as it was. */
export function documentsAndKeys(the: ReadStoreFixture): void {
  const { all, build, put } = the
  describe('documents and keys', () => {
    const odd = {
      'a.b': 1,
      $set: { $gt: 1 },
      '': { '': '' },
      _id: 'x',
      _bsontype: 'ObjectId',
      constructor: 1,
      2: 'two',
      1: 'one',
      list: [null, [], {}, [[1.5, -0.1, 1e300, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1]]],
      no: false,
      nothing: null,
      text: 'ä€😀\u0000\ud800"\\',
    }
    it('come back as they were, down to the order of their fields', async () => {
      const document = JSON.parse(`{"__proto__":{"x":1},${JSON.stringify(odd).slice(1)}`) as object
      await the.store.commit([put('odd', document, 1)])
      const kept = [
        (await the.store.get(build, 'odd'))?.document,
        (await the.store.load(build, ['odd'])).get('odd')?.document,
        (await the.store.find(build, { filter: { key: 'odd' }, limit: 1 })).entries[0]?.document,
      ]
      for (const one of kept) expect(JSON.stringify(one)).toBe(JSON.stringify(document))
    })

    it('are kept under any key', async () => {
      const keys = [
        '',
        ' ',
        '$x',
        'a.b',
        '__proto__',
        'constructor',
        'ä',
        '😀',
        'x'.repeat(900),
        '"\\',
        "'",
        '%',
        'null',
        '1',
      ]
      await the.store.commit(keys.map((key, at) => put(key, { at }, 1)))
      expect(await all()).toEqual(keys.toSorted())
      expect((await the.store.load(build, keys)).size).toBe(keys.length)
      for (const [at, key] of keys.entries()) expect((await the.store.get(build, key))?.document).toEqual({ at })
      const scanned = await Array.fromAsync(the.store.scan(build, { fields: ['key'] }))
      expect(scanned.flat(2)).toEqual(keys.toSorted())
    })

    it('carry positions beyond 2^31', async () => {
      const position = Number.MAX_SAFE_INTEGER - 1
      await the.store.commit([{ ...put('a', { n: 1 }, position), checkpoint: position }])
      await the.store.commit([{ ...put('a', { n: 2 }, position - 1), checkpoint: 2 ** 31 }])
      expect(await the.store.get(build, 'a')).toEqual({ key: 'a', document: { n: 1 }, position })
      expect([...(await the.store.checkpoints(build)).values()]).toEqual([position])
    })

    it('are committed by the thousand', async () => {
      const writes = Array.from({ length: 2_500 }, (_, at) => ({ key: `k${at}`, document: { at }, position: 1 }))
      await the.store.commit([{ build, partition: '0/1', writes, checkpoint: 1 }])
      const again = writes.map((one, at) => ({ ...one, document: { at: -at }, position: at % 2 === 0 ? 1 : 2 }))
      await the.store.commit([{ build, partition: '0/1', writes: again }])
      const loaded = await the.store.load(
        build,
        writes.map(({ key }) => key),
      )
      expect(writes.map(({ key }) => loaded.get(key)?.document)).toEqual(
        writes.map((_, at) => ({ at: at % 2 === 0 ? at : -at })),
      )
    })
  })
}
