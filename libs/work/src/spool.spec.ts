import { join } from 'node:path'
import { scratchMongo, temporaryFolder } from '@ledger/event-sourcing/testing'
import { workSpoolContract } from '../testing/index.js'
import type { OpenedWorkSpool } from '../testing/index.js'
import { MongoWorkSpool } from './mongodb/mongo-work-spool.js'
import type { WorkSpool } from './spool.js'
import { SqliteWorkSpool } from './sqlite/sqlite-work-spool.js'
import { mongoDb } from '../../../test/stacks/mongodb.js'
import { serverOf } from '../../../test/stacks/server.js'

const onMongo = await serverOf(mongoDb)

workSpoolContract('SQLite', () => inFolder((folder) => SqliteWorkSpool.open({ file: join(folder, 'work.sqlite') })))
workSpoolContract('SQLite for uploads', () =>
  inFolder((folder) => SqliteWorkSpool.openForUploads({ file: join(folder, 'imports.sqlite') })),
)

async function inFolder(open: (folder: string) => Promise<WorkSpool>): Promise<OpenedWorkSpool> {
  const folder = await temporaryFolder()
  const spool = await open(folder.path)
  return {
    spool,
    dispose: async () => {
      await spool.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

onMongo((url) => {
  for (const collection of ['work_chunks', 'import_chunks'] as const)
    workSpoolContract(`MongoDB (${collection})`, async () => {
      const mongo = await scratchMongo(url())
      return { spool: await MongoWorkSpool.open(mongo, collection), dispose: () => mongo[Symbol.asyncDispose]() }
    })
})
