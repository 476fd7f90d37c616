import { join } from 'node:path'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { checkpointStoreContract } from '../../testing/index.js'
import { SqliteCheckpointStore } from '../sqlite/sqlite-checkpoint-store.js'

checkpointStoreContract('SQLite', async () => {
  const folder = await temporaryFolder()
  const store = await SqliteCheckpointStore.open({ file: join(folder.path, 'checkpoints.sqlite') })
  return {
    store,
    dispose: async () => {
      await store.close()
      await folder[Symbol.asyncDispose]()
    },
  }
})
