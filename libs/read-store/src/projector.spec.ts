import { join } from 'node:path'
import { scratchMongo, temporaryFolder } from '@ledger/event-sourcing/testing'
import { faultsContract, projectorContract, sharingContract } from '../testing/index.js'
import type { OpenReadStore } from '../testing/index.js'
import { MongoReadStore } from './mongodb/mongo-read-store.js'
import { SqliteReadStore } from './sqlite/sqlite-read-store.js'
import { mongoDb } from '../../../test/stacks/mongodb.js'
import { serverOf } from '../../../test/stacks/server.js'

const onMongo = await serverOf(mongoDb)

const onSqlite: OpenReadStore = async () => {
  const folder = await temporaryFolder()
  const store = await SqliteReadStore.open({ file: join(folder.path, 'views.sqlite') })
  const dispose = async () => {
    await store.close()
    await folder[Symbol.asyncDispose]()
  }
  return { store, dispose }
}

const onMongoAt = (url: () => string) => async () => {
  const mongo = await scratchMongo(url())
  return { store: await MongoReadStore.open(mongo), dispose: () => mongo[Symbol.asyncDispose]() }
}

for (const contract of [projectorContract, faultsContract, sharingContract]) {
  contract('SQLite', onSqlite)
  onMongo((url) => contract('MongoDB', onMongoAt(url)))
}
