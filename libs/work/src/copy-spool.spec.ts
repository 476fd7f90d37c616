import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { copySpool } from './copy-spool.js'
import { SqliteWorkSpool } from './sqlite/sqlite-work-spool.js'

async function two() {
  const folder = await temporaryFolder()
  const open = (name: string) => SqliteWorkSpool.open({ file: join(folder.path, name) })
  const [from, to] = [await open('from.sqlite'), await open('to.sqlite')]
  const remove = async () => {
    for (const one of [from, to]) await one.close()
    await folder[Symbol.asyncDispose]()
  }
  return { from, to, [Symbol.asyncDispose]: remove }
}
const KEPT_AT = '2027-01-02T03:04:05.006Z'

describe('a copy of the items of bulk work', () => {
  it('has every chunk as it came, and when', async () => {
    await using spools = await two()
    const { from, to } = spools
    const items = [{ name: 'ä', 'a.b': { $x: 1 } }, null]
    for (const chunk of [0, 1, 2]) await from.append({ work: 'w', receipt: 'r' }, chunk, [...items, chunk], KEPT_AT)
    await from.append({ work: 'v', receipt: 'q' }, 0, [1], KEPT_AT)
    const copied = await copySpool(from, to)
    expect(copied).toMatchObject({ held: 4, copied: 4 })
    expect(await to.read('r', 2)).toEqual([...items, 2])
    expect(await to.list()).toEqual(await from.list())
    expect(await copySpool(from, to)).toEqual({ ...copied, copied: 0 })
  })

  it('goes on where it was stopped', async () => {
    await using spools = await two()
    const { from, to } = spools
    for (const receipt of ['a', 'b', 'c']) await from.append({ work: receipt, receipt }, 0, [receipt], KEPT_AT)
    const stop = new AbortController()
    const stopped = copySpool(from, to, { onProgress: () => stop.abort(), signal: stop.signal })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect((await to.list()).map(({ work }) => work)).toEqual(['a'])
    expect(await copySpool(from, to)).toMatchObject({ held: 3, copied: 2 })
  })
})
