import { join } from 'node:path'
import { scratchMongo, temporaryFolder } from '@ledger/event-sourcing/testing'
import { checkpointStoreContract } from '../../testing/index.js'
import { mongoDb } from '../../../../test/stacks/mongodb.js'
import { serverOf } from '../../../../test/stacks/server.js'
import { MongoCheckpointStore } from '../mongodb/mongo-checkpoint-store.js'
import { SqliteCheckpointStore } from '../sqlite/sqlite-checkpoint-store.js'

const onMongo = await serverOf(mongoDb)

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

onMongo((url) => {
  checkpointStoreContract('MongoDB', async () => {
    const mongo = await scratchMongo(url())
    return { store: new MongoCheckpointStore(mongo), dispose: () => mongo[Symbol.asyncDispose]() }
  })
})
