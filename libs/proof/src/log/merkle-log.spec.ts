import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { SqliteEventStore } from '@ledger/event-sourcing'
import type { StoredEvent } from '@ledger/event-sourcing'
import { LONG_PROPERTY_MS, runs, temporaryFolder } from '@ledger/event-sourcing/testing'
import { eventLeaf } from '@ledger/proof-verifier'
import fc from 'fast-check'
import { referenceRoot } from '../../testing/index.js'
import { SqliteTileStore } from '../sqlite/sqlite-tile-store.js'
import type { Growth } from '../tiles/tile-store.js'
import { TileStore } from '../tiles/tile-store.js'
import { TiledTree } from '../tree/tiled-tree.js'
import { MerkleLog } from './merkle-log.js'
import { TreeOfAnotherLog } from './tree-writer.js'

const newEvent = (n: number) => ({
  id: randomUUID(),
  type: 'Counted.v1',
  data: { n, text: 'ä' },
  metadata: { by: 'pat' },
})

describe('the tree of the log', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let events: SqliteEventStore
  const opened: TileStore[] = []
  const tree = async (name = 'tree.sqlite') => {
    const store = await SqliteTileStore.open({ file: join(folder.path, name) })
    opened.push(store)
    return store
  }
  beforeEach(async () => {
    folder = await temporaryFolder()
    events = await SqliteEventStore.open({ file: join(folder.path, 'events.sqlite'), pollMs: 5 })
  })
  afterEach(async () => {
    await events.close()
    for (const store of opened.splice(0)) await store.close()
    await folder[Symbol.asyncDispose]()
  })

  let count = 0
  const append = async (number: number) => {
    const stream = `counter-${(count += 1)}`
    for (let left = number; left > 0; left -= 500)
      await events.append(
        stream,
        'any',
        Array.from({ length: Math.min(left, 500) }, (_, n) => newEvent(n)),
      )
  }
  const expectWhole = async (tiles: TileStore) => {
    const all: StoredEvent[] = await Array.fromAsync(events.readAll())
    expect(await tiles.state()).toMatchObject({ size: all.length, last: { event: all.at(-1)!.id } })
    expect(await new TiledTree(tiles).root(all.length)).toEqual(referenceRoot(all.map(eventLeaf)))
    expect(await tiles.positions(0, all.length)).toEqual(all.map(({ position }) => position))
  }
  const until = async (reached: () => Promise<boolean>) => {
    for (const end = Date.now() + 20_000; Date.now() < end;) {
      if (await reached()) return
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error('it did not come so far')
  }
  const failing = (error: unknown) => {
    throw error
  }

  it('follows what is appended, and goes on where it was', async () => {
    const tiles = await tree()
    for (const number of [1, 300, 2_100]) {
      const log = new MerkleLog({ events, tiles, onTrouble: failing })
      log.start()
      await append(number)
      await append(1)
      const { events: size } = await events.lag(undefined, 1_000_000)
      await until(async () => (await tiles.state()).size === size)
      await log.stop()
      await expectWhole(tiles)
    }
  })

  it('made again gives the same roots', async () => {
    await append(1_300)
    const [one, other] = [await tree('one.sqlite'), await tree('other.sqlite')]
    await new MerkleLog({ events, tiles: one, onTrouble: failing }).catchUp()
    await append(40)
    for (const tiles of [one, other]) await new MerkleLog({ events, tiles, onTrouble: failing }).catchUp()
    await expectWhole(one)
    expect(await new TiledTree(other).root(1_300)).toEqual(await new TiledTree(one).root(1_300))
  })

  it('grows once where two follow at the same time', async () => {
    const [one, other] = [await tree(), await tree()]
    const logs = [one, other].map((tiles) => new MerkleLog({ events, tiles, onTrouble: failing }))
    for (const log of logs) log.start()
    for (let n = 0; n < 30; n += 1) await append(20)
    await until(async () => (await one.state()).size === 600)
    for (const log of logs) await log.stop()
    await expectWhole(other)
  })

  it('stands still without duty', async () => {
    const tiles = await tree()
    let duty = false
    const log = new MerkleLog({ events, tiles, onTrouble: failing, onDuty: () => duty })
    log.start()
    await append(10)
    await new MerkleLog({ events, tiles, onTrouble: failing }).catchUp()
    await append(10)
    expect((await tiles.state()).size).toBe(10)
    duty = true
    await until(async () => (await tiles.state()).size === 20)
    await log.stop()
    await expectWhole(tiles)
  })

  it('is not continued with another log', async () => {
    await append(5)
    const tiles = await tree()
    await new MerkleLog({ events, tiles, onTrouble: failing }).catchUp()
    await events.close()
    rmSync(join(folder.path, 'events.sqlite'))
    events = await SqliteEventStore.open({ file: join(folder.path, 'events.sqlite') })
    await append(7)
    await expect(new MerkleLog({ events, tiles, onTrouble: failing }).catchUp()).rejects.toThrow(TreeOfAnotherLog)
  })

  it(
    'goes on after a store that fails at any moment, before or after it has written',
    async () => {
      const moments = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.boolean()), { minLength: 1, maxLength: 6 })
      let run = 0
      await fc.assert(
        fc.asyncProperty(moments, async (steps) => {
          const store = await tree(`run-${(run += 1)}.sqlite`)
          for (const [number, written] of steps) {
            await append(number)
            const log = new MerkleLog({ events, tiles: new FailingOnce(store, written), onTrouble: () => undefined })
            await log.catchUp().catch(() => undefined)
          }
          await append(1)
          await new MerkleLog({ events, tiles: store, onTrouble: failing }).catchUp()
          await expectWhole(store)
        }),
        runs(10),
      )
    },
    LONG_PROPERTY_MS,
  )
})

/** Answers its first growth with an error: as if the process had ended then. */
class FailingOnce extends TileStore {
  private failed = false

  constructor(
    private readonly inner: TileStore,
    private readonly written: boolean,
  ) {
    super()
  }

  async grow(growth: Growth): Promise<boolean> {
    if (this.failed) return this.inner.grow(growth)
    this.failed = true
    if (this.written) await this.inner.grow(growth)
    throw new Error('on purpose')
  }

  state = () => this.inner.state()
  read: TileStore['read'] = (ids) => this.inner.read(ids)
  positions: TileStore['positions'] = (from, limit) => this.inner.positions(from, limit)
  leafAt: TileStore['leafAt'] = (position) => this.inner.leafAt(position)
  leavesOf: TileStore['leavesOf'] = (event) => this.inner.leavesOf(event)
  close = () => this.inner.close()
}
