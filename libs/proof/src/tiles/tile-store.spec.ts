import { join } from 'node:path'
import { scratchMongo, temporaryFolder } from '@ledger/event-sourcing/testing'
import { tileStoreContract } from '../../testing/index.js'
import { mongoDb } from '../../../../test/stacks/mongodb.js'
import { serverOf } from '../../../../test/stacks/server.js'
import { MongoTileStore } from '../mongodb/mongo-tile-store.js'
import { SqliteTileStore } from '../sqlite/sqlite-tile-store.js'

const onMongo = await serverOf(mongoDb)

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

onMongo((url) => {
  tileStoreContract('MongoDB', async () => {
    const mongo = await scratchMongo(url())
    const stores = [await MongoTileStore.open(mongo), await MongoTileStore.open(mongo)] as const
    return { stores, dispose: () => mongo[Symbol.asyncDispose]() }
  })
})
