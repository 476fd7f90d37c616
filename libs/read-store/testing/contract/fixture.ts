import type { Build, Commit, Query, ReadStore } from '../../src/read-store.js'

/** An empty store, and ways to fill and ask it. */
export interface ReadStoreFixture {
  /** Another one in each test. */
  readonly store: ReadStore
  readonly build: Build
  readonly indexes: readonly (readonly string[])[]
  put(key: string, document: object | null, position: number): Commit
  /** The keys of all pages. */
  all(query?: Partial<Query>): Promise<readonly string[]>
}

/** @param current the store of the test under way */
export function fixtureOf(current: () => ReadStore): ReadStoreFixture {
  const build: Build = { view: 'people', version: 1, build: 1 }
  return {
    get store() {
      return current()
    },
    build,
    indexes: [['city', 'age'], ['plan.kind'], ['age']],
    put: (key, document, position) => ({ build, partition: '0/1', writes: [{ key, document, position }] }),
    async all(query = {}) {
      const keys: string[] = []
      let cursor: string | undefined
      do {
        const page = await current().find(build, { limit: 2, ...query, ...(cursor === undefined ? {} : { cursor }) })
        keys.push(...page.entries.map((one) => one.key))
        cursor = page.next
      } while (cursor !== undefined)
      return keys
    },
  }
}
