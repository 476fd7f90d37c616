import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from '@jest/globals'
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

describe('a key that was destroyed', () => {
  it('stands in no byte of the files, not in the write-ahead log either', async () => {
    await using folder = await temporaryFolder()
    const keys = await SqlitePersonalKeys.open({ file: join(folder.path, 'keys.sqlite') })
    const key = await keys.findOrCreate('p')
    for (let n = 0; n < 200; n += 1) await keys.findOrCreate(`q-${n}`)
    const filesWith = async () => {
      const names = await readdir(folder.path)
      const found = await Promise.all(
        names.map(async (name) => (await readFile(join(folder.path, name))).includes(key)),
      )
      return names.filter((_, at) => found[at])
    }
    expect(await filesWith()).not.toEqual([])
    await keys.destroy('p')
    expect(await filesWith()).toEqual([])
    await keys.close()
  })
})

describe('what was said to one stream', () => {
  it('is found in an index, however many commands there were', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'operations.sqlite')
    await (await SqliteOperations.open({ file })).close()
    const database = new DatabaseSync(file)
    const plan = database.prepare('EXPLAIN QUERY PLAN SELECT id FROM commands WHERE stream = ?').all('s')
    database.close()
    expect(plan).toMatchObject([{ detail: expect.stringContaining('INDEX commands_by_stream (stream=?)') }])
  })
})

onMongo((url) => {
  it('has an index for what was said to one stream', async () => {
    await using mongo = await scratchMongo(url())
    await MongoOperations.open(mongo)
    const indexes = await mongo.db.collection('commands').indexes()
    expect(indexes.map(({ name, key }) => [name, key])).toContainEqual(['by_stream', { stream: 1 }])
  })

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
