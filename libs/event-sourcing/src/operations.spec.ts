import { join } from 'node:path'
import { operationsContract, personalKeysContract, scratchMongo, temporaryFolder } from '../testing/index.js'
import { MongoOperations } from './mongodb/mongo-operations.js'
import { MongoPersonalKeys } from './mongodb/mongo-personal-keys.js'
import { SqliteOperations } from './sqlite/operations.js'
import { SqlitePersonalKeys } from './sqlite/personal-keys.js'
import { mongoDb } from '../../../test/stacks/mongodb.js'
import { serverOf } from '../../../test/stacks/server.js'

const onMongo = await serverOf(mongoDb)

operationsContract('SQLite', async () => {
  const folder = await temporaryFolder()
  const operations = await SqliteOperations.open({ file: join(folder.path, 'operations.sqlite') })
  const dispose = async () => {
    await operations.close()
    await folder[Symbol.asyncDispose]()
  }
  return { operations, dispose }
})

personalKeysContract('SQLite', async () => {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'keys.sqlite')
  const keys = [await SqlitePersonalKeys.open({ file }), await SqlitePersonalKeys.open({ file })] as const
  const dispose = async () => {
    for (const one of keys) await one.close()
    await folder[Symbol.asyncDispose]()
  }
  return { keys, dispose }
})

onMongo((url) => {
  operationsContract('MongoDB', async () => {
    const mongo = await scratchMongo(url())
    return { operations: await MongoOperations.open(mongo), dispose: () => mongo[Symbol.asyncDispose]() }
  })

  personalKeysContract('MongoDB', async () => {
    const mongo = await scratchMongo(url())
    return {
      keys: [new MongoPersonalKeys(mongo), new MongoPersonalKeys(mongo)],
      dispose: () => mongo[Symbol.asyncDispose](),
    }
  })
})
