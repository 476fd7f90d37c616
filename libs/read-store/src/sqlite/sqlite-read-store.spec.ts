import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from '@jest/globals'
import { StoreUnavailable } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { readStoreContract } from '../../testing/index.js'
import { PassingReadStore } from './passing-read-store.js'
import { SqliteReadStore } from './sqlite-read-store.js'

for (const [name, kind] of [
  ['SQLite', SqliteReadStore],
  ['SQLite, passing', PassingReadStore],
] as const)
  readStoreContract(name, async () => {
    const folder = await temporaryFolder()
    const store = await kind.open({ file: join(folder.path, 'views.sqlite') })
    return {
      store,
      dispose: async () => {
        await store.close()
        await folder[Symbol.asyncDispose]()
      },
    }
  })

describe('two processes on one file', () => {
  it('see what the other commits, under one guard', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'views.sqlite')
    const [one, other] = [await SqliteReadStore.open({ file }), await SqliteReadStore.open({ file })]
    const build = { view: 'people', version: 1, build: 1 }
    await one.create(build, [['n']])
    const put = (n: number, position: number) => [
      { build, partition: '0/1', writes: [{ key: 'a', document: { n }, position }] },
    ]
    await Promise.all([one.commit(put(2, 2)), other.commit(put(1, 1))])
    expect((await other.get(build, 'a'))?.document).toEqual({ n: 2 })
    await one.close()
    await other.close()
    await expect(one.get(build, 'a')).rejects.toThrow(/closed/)
  })
})

it('finds documents that queries find under other values than they have', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'views.sqlite')
  const store = await SqliteReadStore.open({ file })
  const build = { view: 'people', version: 1, build: 1 }
  await store.create(build, [['n', 'of.city']])
  const writes = Array.from({ length: 2_500 }, (_, n) => ({ key: `k${n}`, document: { n }, position: 1 }))
  await store.commit([{ build, partition: '0/1', writes }])
  const database = new DatabaseSync(file)
  database.exec(
    `UPDATE people_v1_b1 SET n = 7 WHERE key = 'k2'; UPDATE people_v1_b1 SET "of.city" = 'x' WHERE key = 'k9'`,
  )
  database.close()
  expect(await Array.fromAsync(store.misfiled(build))).toEqual([
    { key: 'k2', field: 'n', filedUnder: 7, has: 2 },
    { key: 'k9', field: 'of.city', filedUnder: 'x', has: null },
  ])
  await store.close()
})

describe('a passing read store', () => {
  it('tells whoever comes next that something could not be written, and ends all the same', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'views.sqlite')
    const store = await PassingReadStore.open({ file })
    const build = { view: 'people', version: 1, build: 1 }
    const put = [{ build, partition: '0/1', writes: [{ key: 'a', document: { n: 1 }, position: 1 }] }]
    await store.create(build, [['n']])
    await store.commit(put)
    expect(await store.count(build)).toBe(1)
    const other = new DatabaseSync(file)
    other.exec('DROP TABLE people_v1_b1')
    other.close()
    await store.commit(put)
    await expect(store.builds()).rejects.toThrow(/people_v1_b1/)
    await expect(store.commit(put)).rejects.toThrow(StoreUnavailable)
    await store.close()
  })
})
