import { scratchMongo, temporaryFolder } from '@ledger/event-sourcing/testing'
import { tokenStoreContract } from '../testing/index.js'
import { MongoTokenStore } from './mongodb/mongo-token-store.js'
import { TokenFile } from './token-file.js'
import { mongoDb } from '../../../test/stacks/mongodb.js'
import { serverOf } from '../../../test/stacks/server.js'

const onMongo = await serverOf(mongoDb)

tokenStoreContract('A file', async () => {
  const folder = await temporaryFolder()
  return {
    stores: [new TokenFile(folder.path), new TokenFile(folder.path)],
    dispose: () => folder[Symbol.asyncDispose]() as Promise<void>,
  }
})

onMongo((url) => {
  tokenStoreContract('MongoDB', async () => {
    const mongo = await scratchMongo(url())
    return {
      stores: [new MongoTokenStore(mongo), new MongoTokenStore(mongo)],
      dispose: () => mongo[Symbol.asyncDispose](),
    }
  })
})
