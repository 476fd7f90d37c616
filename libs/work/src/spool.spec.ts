import { join } from 'node:path'
import { scratchMongo, temporaryFolder } from '@ledger/event-sourcing/testing'
import { workSpoolContract } from '../testing/index.js'
import { MongoWorkSpool } from './mongodb/mongo-work-spool.js'
import { SqliteWorkSpool } from './sqlite/sqlite-work-spool.js'
import { mongoDb } from '../../../test/stacks/mongodb.js'
import { serverOf } from '../../../test/stacks/server.js'

const onMongo = await serverOf(mongoDb)

workSpoolContract('SQLite', async () => {
  const folder = await temporaryFolder()
  const spool = await SqliteWorkSpool.open({ file: join(folder.path, 'work.sqlite') })
  return {
    spool,
    dispose: async () => {
      await spool.close()
      await folder[Symbol.asyncDispose]()
    },
  }
})

onMongo((url) => {
  workSpoolContract('MongoDB', async () => {
    const mongo = await scratchMongo(url())
    return { spool: await MongoWorkSpool.open(mongo), dispose: () => mongo[Symbol.asyncDispose]() }
  })
})
