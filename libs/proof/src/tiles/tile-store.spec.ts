import { join } from 'node:path'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { tileStoreContract } from '../../testing/index.js'
import { SqliteTileStore } from '../sqlite/sqlite-tile-store.js'

tileStoreContract('SQLite', async () => {
  const folder = await temporaryFolder()
  const open = () => SqliteTileStore.open({ file: join(folder.path, 'tree.sqlite') })
  const stores = [await open(), await open()] as const
  return {
    stores,
    dispose: async () => {
      for (const one of stores) await one.close()
      await folder[Symbol.asyncDispose]()
    },
  }
})
