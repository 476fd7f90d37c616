import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { LogKeys } from '../src/index.js'
import type { KeyStore } from '../src/index.js'

export interface OpenedKeyStores {
  /** Two over the same keys, as two processes have them. */
  readonly stores: readonly [KeyStore, KeyStore]
  dispose(): Promise<void>
}

const key = (publicKey: string) => ({ origin: 'log', publicKey, secret: 's', madeAt: '2027-03-01T00:00:00.000Z' })

/** What a store of keys does, wherever it is kept. */
export function keyStoreContract(name: string, open: () => Promise<OpenedKeyStores>): void {
  describe(`${name} as a store of keys`, () => {
    let opened: OpenedKeyStores
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.dispose())

    it('keeps keys in their order; one place is taken once', async () => {
      const [one, other] = opened.stores
      expect(await one.list()).toEqual([])
      const taken = await Promise.all([one.add(key('a'), 0), other.add(key('b'), 0)])
      expect(taken.toSorted()).toEqual([false, true])
      expect(await other.add(key('c'), 1)).toBe(true)
      expect((await one.list()).map(({ publicKey }) => publicKey)).toEqual([taken[0] ? 'a' : 'b', 'c'])
    })

    it('destroys the secret of a key that is retired, and keeps the rest', async () => {
      const [one, other] = opened.stores
      await one.add(key('a'), 0)
      await one.retire(0, '2027-03-02T00:00:00.000Z')
      const { secret: _, ...rest } = key('a')
      expect(await other.list()).toEqual([{ ...rest, retiredAt: '2027-03-02T00:00:00.000Z' }])
    })

    it('takes a key that was retired elsewhere as it is', async () => {
      const [one, other] = opened.stores
      const { secret: _, ...retired } = { ...key('a'), retiredAt: '2027-03-02T00:00:00.000Z' }
      const next = { ...key('b'), introduction: 'log\n\n\u2014 log sig\n' }
      expect([await one.add(retired, 0), await one.add(next, 1)]).toEqual([true, true])
      expect(await other.list()).toEqual([retired, next])
    })

    it('gives one first key to all who ask at once', async () => {
      const all = await Promise.all(
        [...opened.stores, ...opened.stores, ...opened.stores].map((store) => new LogKeys(store).list()),
      )
      expect(new Set(all.flat().map(({ key: { text } }) => text)).size).toBe(1)
    })
  })
}
