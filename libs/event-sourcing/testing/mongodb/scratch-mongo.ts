import { randomBytes } from 'node:crypto'
import { openMongo } from '../../src/index.js'
import type { MongoDatabase } from '../../src/index.js'
import { databaseOn } from '../../../../test/stacks/database.js'

export interface ScratchMongo extends MongoDatabase {
  readonly url: string
  [Symbol.asyncDispose](): Promise<void>
}

/** A new database on a server, as something to `await using`: it is removed at the end of the block. */
export async function scratchMongo(url: string): Promise<ScratchMongo> {
  const scratch = databaseOn(url, `test_${randomBytes(8).toString('hex')}`)
  const mongo = await openMongo({ url: scratch })
  return {
    ...mongo,
    url: scratch,
    [Symbol.asyncDispose]: async () => {
      await mongo.db.dropDatabase()
      await mongo.close()
    },
  }
}
