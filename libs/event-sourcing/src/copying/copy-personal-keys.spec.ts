import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { scratchMongo, temporaryFolder } from '../../testing/index.js'
import { MongoPersonalKeys } from '../mongodb/mongo-personal-keys.js'
import { PersonErased } from '../personal-data.js'
import type { PersonalKeys } from '../personal-data.js'
import { SqlitePersonalKeys } from '../sqlite/personal-keys.js'
import { copyPersonalKeys } from './copy-personal-keys.js'
import { NotACopy } from './not-a-copy.js'
import { mongoDb } from '../../../../test/stacks/mongodb.js'
import { serverOf } from '../../../../test/stacks/server.js'

const onMongo = await serverOf(mongoDb)
type Scratch = AsyncDisposable & { readonly keys: PersonalKeys }

async function inFile(): Promise<Scratch> {
  const folder = await temporaryFolder()
  const keys = await SqlitePersonalKeys.open({ file: join(folder.path, 'keys.sqlite') })
  const remove = async () => {
    await keys.close()
    await folder[Symbol.asyncDispose]()
  }
  return { keys, [Symbol.asyncDispose]: remove }
}

const persons = Array.from({ length: 2_300 }, (_, n) => `p-${String(n).padStart(5, '0')}`)
async function fill(keys: PersonalKeys): Promise<void> {
  await keys.adopt(persons.map((person, n) => ({ person, key: Buffer.alloc(32, `${n}.`) })))
  for (const person of ['p-00003', 'p-01500', 'q']) await keys.destroy(person)
}

const testsOn = (open: () => Promise<Scratch>) => {
  it('has every key there and back, and none of those that were destroyed', async () => {
    await using source = await inFile()
    await using there = await open()
    await using back = await inFile()
    await fill(source.keys)
    const copied = await copyPersonalKeys(source.keys, there.keys)
    expect(copied).toMatchObject({ held: 2_301, copied: 2_301 })
    expect(await copyPersonalKeys(there.keys, back.keys)).toEqual(copied)
    expect(await back.keys.list(9_999)).toEqual(await source.keys.list(9_999))
    for (const { keys } of [there, back]) await expect(keys.findOrCreate('q')).rejects.toBeInstanceOf(PersonErased)
  })

  it('goes on where it was stopped, with what was destroyed meanwhile', async () => {
    await using source = await inFile()
    await using target = await open()
    await fill(source.keys)
    const stop = new AbortController()
    const told: (readonly [number, number])[] = []
    const onProgress = (done: number, total: number) => (told.push([done, total]), stop.abort())
    const stopped = copyPersonalKeys(source.keys, target.keys, { onProgress, signal: stop.signal })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect([told, await target.keys.count()]).toEqual([[[1_000, 2_301]], 1_000])
    await source.keys.destroy('p-00001')
    const rest = await copyPersonalKeys(source.keys, target.keys)
    expect(rest).toMatchObject({ held: 2_301, copied: 1_301 })
    await expect(target.keys.findOrCreate('p-00001')).rejects.toBeInstanceOf(PersonErased)
    expect(await copyPersonalKeys(source.keys, target.keys)).toEqual({ ...rest, copied: 0 })
  })

  it('brings nobody back who was erased in the target, and says that they differ', async () => {
    await using source = await inFile()
    await using target = await open()
    await source.keys.findOrCreate('p')
    await target.keys.destroy('p')
    await expect(copyPersonalKeys(source.keys, target.keys)).rejects.toBeInstanceOf(NotACopy)
    expect(await target.keys.find(['p'])).toEqual(new Map())
  })
}

describe('a copy of the keys of persons in files', () => testsOn(inFile))
onMongo((url) => {
  describe('a copy of the keys of persons', () =>
    testsOn(async () => {
      const mongo = await scratchMongo(url())
      return { keys: new MongoPersonalKeys(mongo), [Symbol.asyncDispose]: () => mongo[Symbol.asyncDispose]() }
    }))
})
