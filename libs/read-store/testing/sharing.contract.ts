import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Leases, SqliteOperations } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { ProjectorSlots, rebuildLeases } from '../src/slots.js'
import { RebuildUnderWay } from '../src/errors.js'
import { projected, until } from './projected.js'
import type { OpenReadStore } from './projected.js'

const PARTITIONS = 4
const TTL_MS = 300

/** Processes with leases in one place; each sees them through its own eyes. */
async function processes() {
  const folder = await temporaryFolder()
  const operations = await SqliteOperations.open({ file: join(folder.path, 'operations.sqlite') })
  let started = 0
  return {
    leasing() {
      const leases = new Leases(operations.leases)
      return { leases, holder: `process ${(started += 1)}`, ttlMs: TTL_MS, onTrouble: () => undefined }
    },
    [Symbol.asyncDispose]: async () => {
      await operations.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

const partOf = (share: ProjectorSlots) =>
  Array.from({ length: PARTITIONS }, (_, at) => at).filter((at) => share.has(at))
const numbers = (round: number) => Array.from({ length: 12 }, (_, at): [string, number] => [`k${at}`, round])

/** Several projectors share the partitions, and rebuild a view one at a time. */
export function sharingContract(name: string, open: OpenReadStore): void {
  describe(`projectors that share, on ${name}`, () => {
    it('divide the partitions, and take over those of one that stops or is killed', async () => {
      await using it = await projected(open)
      await using store = await processes()
      const shares = [1, 2, 3].map(() => new ProjectorSlots({ ...store.leasing(), partitions: PARTITIONS }))
      const [one, two, killed] = shares.map((share) => it.projector({ partitions: PARTITIONS, share }))
      one!.start()
      await it.fresh(await it.write(...numbers(1)))
      two!.start()
      killed!.start()
      await until(
        () =>
          shares.map(partOf).flat().toSorted().join() === '0,1,2,3' &&
          shares.every((share) => partOf(share).length > 0),
      )
      await it.fresh(await it.write(...numbers(10)))
      // Its leases stay as they are, as after a kill.
      const { release } = Leases.prototype
      Leases.prototype.release = async () => undefined
      await killed!.stop()
      Leases.prototype.release = release
      await it.fresh(await it.write(...numbers(100)))
      await one!.stop()
      await until(() => partOf(shares[1]!).length === PARTITIONS)
      await it.fresh(await it.write(...numbers(1_000)))
      await two!.stop()
      expect(await it.documents()).toEqual(Object.fromEntries(numbers(1_111)))
    })

    it('begin at once after a kill, whatever the dead one held', async () => {
      await using it = await projected(open)
      await using store = await processes()
      const { leases } = store.leasing()
      for (const slot of ['00', '01']) await leases.acquire(`projector ${slot}`, 'dead', 60_000)
      const share = new ProjectorSlots({ ...store.leasing(), partitions: 1 })
      const projector = it.projector({ share })
      projector.start()
      await it.fresh(await it.write(['a', 1]))
      await projector.stop()
    })

    it('rebuild one at a time; the other finds the live build when it is there', async () => {
      await using it = await projected(open)
      await using store = await processes()
      await it.write(['a', 1], ['b', 2])
      const [one, other] = [store.leasing(), store.leasing()]
      const letOthers = (await rebuildLeases(one).take('sums'))!
      const waits = it.projector({ rebuilds: rebuildLeases(other) })
      await expect(waits.rebuild('sums')).rejects.toBeInstanceOf(RebuildUnderWay)
      const done = waits.catchUp()
      await letOthers()
      await done
      expect(await it.documents()).toEqual({ a: 1, b: 2 })
    })

    it('take up a rebuild that a killed process has left', async () => {
      await using it = await projected(open)
      await using store = await processes()
      await it.write(['a', 1])
      const { leases } = store.leasing()
      await leases.acquire('rebuild sums', 'dead', TTL_MS)
      const projector = it.projector({ rebuilds: rebuildLeases(store.leasing()) })
      projector.start()
      await it.fresh(1)
      await projector.stop()
    })
  })
}
