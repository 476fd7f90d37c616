import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import type { PersonalKeys } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { SqliteReadStore } from '../sqlite/sqlite-read-store.js'
import { SealedReadStore } from './sealed-read-store.js'

const SECRET = 'Xanthippe-of-the-views'

it.each([
  [{ name: SECRET }],
  // Nobody may say this any more; a log of before may hold it.
  [{ erased: true, name: SECRET }],
])('personal fields lie sealed and are read open: %j', async (attributes) => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'views.sqlite')
  const keys = new Map([['ann', randomBytes(32)]])
  const known = { find: async () => keys } as unknown as PersonalKeys
  const store = new SealedReadStore(await SqliteReadStore.open({ file }), known, [
    { name: 'people', personal: ['attributes'] },
  ])
  const build = { view: 'people', version: 1, build: 1 }
  await store.create(build, [])
  const document = { attributes, purchases: 1 }
  await store.commit([{ build, partition: '0/1', writes: [{ key: 'ann', document, position: 1 }] }])
  expect((await store.get(build, 'ann'))?.document).toEqual(document)
  for (const one of [file, `${file}-wal`]) expect((await readFile(one)).includes(SECRET)).toBe(false)
  keys.clear()
  expect((await store.get(build, 'ann'))?.document).toEqual({ attributes: { erased: true }, purchases: 1 })
  await store.close()
})
