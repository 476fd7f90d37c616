import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import type { StoredToken, TokenStore } from '../src/token-store.js'
import { Tokens } from '../src/tokens.js'

/** Two processes on one store of tokens. */
export interface OpenedTokenStores {
  readonly stores: readonly [TokenStore, TokenStore]
  dispose(): Promise<void>
}

/** What a store of tokens does, wherever it is. */
export function tokenStoreContract(name: string, open: () => Promise<OpenedTokenStores>): void {
  describe(`${name} as a store of tokens`, () => {
    let opened: OpenedTokenStores
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.dispose())
    const token = (id: string): StoredToken => ({
      id,
      actor: 'pat',
      roles: ['analyst'],
      hash: '0'.repeat(64),
      createdAt: '2027-01-01T00:00:00.000Z',
    })

    it('begins empty, and loses no change of many at once', async () => {
      expect(await opened.stores[0].read()).toEqual([])
      const ids = Array.from({ length: 10 }, (_, n) => `t${n}`)
      await Promise.all(ids.map((id, n) => opened.stores[n % 2 === 0 ? 0 : 1].change((all) => [...all, token(id)])))
      const kept = await opened.stores[1].read()
      expect(kept.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(ids.map(token))
    })

    it('says by its stamp when something has changed, and only then', async () => {
      const [one, other] = opened.stores
      const before = await other.stamp()
      expect(await one.change(() => undefined)).toBe(false)
      expect(await other.stamp()).toBe(before)
      expect(await one.change(() => [token('a')])).toBe(true)
      const after = await other.stamp()
      expect(after).not.toBe(before)
      await other.read()
      expect(await other.stamp()).toBe(after)
    })

    it('gives the first token to one of two processes that start at once', async () => {
      await using folder = await temporaryFolder()
      const tokens = await Promise.all(opened.stores.map((store) => Tokens.open({ dataDir: folder.path, store })))
      const made = await Promise.all(tokens.map((one) => one.ensureFirst()))
      expect(made.filter((text) => text !== undefined)).toHaveLength(1)
      expect(await tokens[0]!.list()).toHaveLength(1)
    })
  })
}
