import { join } from 'node:path'
import { leasesContract, scratchMongo, temporaryFolder } from '../../testing/index.js'
import { MongoLeaseBook } from '../mongodb/mongo-lease-book.js'
import { openMongo } from '../mongodb/open-mongo.js'
import { SqliteOperations } from '../sqlite/operations.js'
import { mongoDb } from '../../../../test/stacks/mongodb.js'
import { serverOf } from '../../../../test/stacks/server.js'

const onMongo = await serverOf(mongoDb)

leasesContract('SQLite', async () => {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'operations.sqlite')
  const [one, other] = [await SqliteOperations.open({ file }), await SqliteOperations.open({ file })]
  return {
    books: [one.leases, other.leases],
    dispose: async () => {
      for (const opened of [one, other]) await opened.close()
      await folder[Symbol.asyncDispose]()
    },
  }
})

onMongo((url) => {
  leasesContract('MongoDB', async () => {
    const mongo = await scratchMongo(url())
    const other = await openMongo(mongo)
    return {
      books: [new MongoLeaseBook(mongo), new MongoLeaseBook(other)],
      dispose: async () => {
        await other.close()
        await mongo[Symbol.asyncDispose]()
      },
    }
  })
})
