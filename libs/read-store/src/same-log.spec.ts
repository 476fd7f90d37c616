import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import { SqliteEventStore, UnknownPosition } from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { checkSameLog, ViewsOfAnotherLog } from './same-log.js'
import { SqliteReadStore } from './sqlite/sqlite-read-store.js'

const id = (n: number) => `6f0d7a52-4c4e-4a86-9a52-0b4f3b8a8f1${n}`

/** A log of so many events, and views that have seen one of them. */
async function opened(events: number, seen?: { checkpoint: number; checkpointEvent: string }) {
  const folder = await temporaryFolder()
  const log = await SqliteEventStore.open({ file: join(folder.path, 'events.sqlite') })
  for (let n = 1; n <= events; n += 1)
    await log.append('s', 'any', [{ id: id(n), type: 'T.v1', data: {}, metadata: {} }])
  const read = await SqliteReadStore.open({ file: join(folder.path, 'views.sqlite') })
  const build = { view: 'people', version: 1, build: 1 }
  await read.create(build, [])
  if (seen) await read.commit([{ build, partition: '0/1', writes: [], ...seen }])
  return {
    check: (events: EventStore = log) => checkSameLog(events, read),
    log,
    async [Symbol.asyncDispose]() {
      await read.close()
      await log.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

describe('views and their log', () => {
  it('belong together where the log holds what they have seen, however much more it holds', async () => {
    await using nothing = await opened(0)
    await nothing.check()
    await using unseen = await opened(3)
    await unseen.check()
    await using behind = await opened(3, { checkpoint: 2, checkpointEvent: id(2) })
    await behind.check()
  })

  it('do not where the log ends earlier', async () => {
    await using it = await opened(3, { checkpoint: 5, checkpointEvent: id(5) })
    await expect(it.check()).rejects.toBeInstanceOf(ViewsOfAnotherLog)
    await expect(it.check()).rejects.toThrow(/position 5, but the log ends at 3: .*remove the views/)
    await using empty = await opened(0, { checkpoint: 1, checkpointEvent: id(1) })
    await expect(empty.check()).rejects.toThrow(/ends at 0/)
  })

  it('do not where another event stands at that position', async () => {
    await using it = await opened(3, { checkpoint: 2, checkpointEvent: id(9) })
    await expect(it.check()).rejects.toThrow(/at position 2, where the log has another one/)
  })

  it('do not where the log knows no such position', async () => {
    await using it = await opened(3, { checkpoint: 2, checkpointEvent: id(2) })
    // Some stores refuse a place at which no event stands.
    const readAll = () => Readable.from([0]).map(() => Promise.reject(new UnknownPosition()))
    const other = Object.assign(Object.create(it.log) as EventStore, { readAll, head: async () => 3 })
    await expect(it.check(other)).rejects.toBeInstanceOf(ViewsOfAnotherLog)
  })
})
