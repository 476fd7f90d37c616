import { join } from 'node:path'
import { scratchMongo, temporaryFolder } from '@ledger/event-sourcing/testing'
import { keyStoreContract } from '../../testing/index.js'
import { mongoDb } from '../../../../test/stacks/mongodb.js'
import { serverOf } from '../../../../test/stacks/server.js'
import { MongoKeyStore } from '../mongodb/mongo-key-store.js'
import { KeyFolder } from './key-folder.js'

const onMongo = await serverOf(mongoDb)

keyStoreContract('A folder', async () => {
  const folder = await temporaryFolder()
  const open = () => new KeyFolder(join(folder.path, 'log-keys'))
  return { stores: [open(), open()], dispose: () => folder[Symbol.asyncDispose]() as Promise<void> }
})

onMongo((url) => {
  keyStoreContract('MongoDB', async () => {
    const mongo = await scratchMongo(url())
    return {
      stores: [new MongoKeyStore(mongo), new MongoKeyStore(mongo)],
      dispose: () => mongo[Symbol.asyncDispose](),
    }
  })
})
