import { join } from 'node:path'
import { describe } from '@jest/globals'
import { scratchMongo, temporaryFolder } from '@ledger/event-sourcing/testing'
import { MongoWorkSpool, SqliteWorkSpool } from '@ledger/work'
import type { WorkSpool } from '@ledger/work'
import { mongoDb } from '../../../test/stacks/mongodb.js'
import { serverOf } from '../../../test/stacks/server.js'

/** Where uploads lie, empty at first. */
export interface UploadPlace extends AsyncDisposable {
  /** A spool over it; of two, each is to see what the other writes. */
  spool(): Promise<WorkSpool>
}

type Tests = (place: () => Promise<UploadPlace>) => void

const onMongo = await serverOf(mongoDb)

/** Runs the tests over every store of uploads: in files, and on MongoDB. */
export function onUploadSpools(tests: Tests): void {
  describe('in files', () => tests(inFolder))
  onMongo((url) => tests(() => inDatabase(url())))
}

async function inFolder(): Promise<UploadPlace> {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'imports.sqlite')
  return placeOf(() => SqliteWorkSpool.openForUploads({ file }), folder)
}

async function inDatabase(url: string): Promise<UploadPlace> {
  const mongo = await scratchMongo(url)
  return placeOf(() => MongoWorkSpool.open(mongo, 'import_chunks'), mongo)
}

function placeOf(open: () => Promise<WorkSpool>, around: AsyncDisposable): UploadPlace {
  const opened: WorkSpool[] = []
  return {
    async spool() {
      const spool = await open()
      opened.push(spool)
      return spool
    },
    async [Symbol.asyncDispose]() {
      for (const spool of opened) await spool.close()
      await around[Symbol.asyncDispose]()
    },
  }
}
