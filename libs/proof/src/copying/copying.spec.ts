import { describe, expect, it } from '@jest/globals'
import { NotACopy } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { parseCheckpoint, signersOf } from '@ledger/proof-verifier'
import { scratchProof, witness } from '../../testing/index.js'
import { KeyFolder } from '../keys/key-folder.js'
import { LogKeys } from '../keys/log-keys.js'
import { copyCheckpoints } from './copy-checkpoints.js'
import { copyLogKeys } from './copy-log-keys.js'

describe('a copy of the keys of a log', () => {
  it('signs under the same name, and nothing with what was retired', async () => {
    await using folder = await temporaryFolder()
    const [from, to] = [new KeyFolder(`${folder.path}/from`), new KeyFolder(`${folder.path}/to`)]
    await new LogKeys(from).list()
    expect(await copyLogKeys(from, to)).toMatchObject({ held: 1, copied: 1 })
    await new LogKeys(from).rotate()
    const copied = await copyLogKeys(from, to)
    expect(copied).toMatchObject({ held: 2, copied: 1 })
    expect(await to.list()).toEqual(await from.list())
    expect((await to.list())[0]).not.toHaveProperty('secret')
    expect(await copyLogKeys(from, to)).toEqual({ ...copied, copied: 0 })
  })

  it('is refused where another log lies', async () => {
    await using folder = await temporaryFolder()
    const [from, to] = [new KeyFolder(`${folder.path}/from`), new KeyFolder(`${folder.path}/to`)]
    const [, [own]] = [await new LogKeys(from).list(), await new LogKeys(to).list()]
    await expect(copyLogKeys(from, to)).rejects.toBeInstanceOf(NotACopy)
    expect(await new LogKeys(to).list()).toEqual([own])
  })
})

describe('a copy of the checkpoints', () => {
  const alice = witness('alice.example/w')
  /** A log whose checkpoints of so many leaves are signed. */
  async function signed(...sizes: readonly number[]) {
    const log = await scratchProof({ witnessKeys: [alice.key] })
    for (const size of sizes) {
      await log.grow(size - (await log.tiles.state()).size)
      await log.proof.checkpoints.issue()
    }
    return log
  }

  it('has what was signed, with the countersignatures that came since', async () => {
    await using log = await signed(3, 7, 20)
    await using there = await scratchProof()
    const [from, to] = [log.proof.kept, there.proof.kept]
    expect(await copyCheckpoints(from, to)).toMatchObject({ held: 3, copied: 3 })
    const { note } = (await from.at(7))!
    await log.proof.witnesses.countersign((await from.at(7))!, alice.countersign(note))
    const copied = await copyCheckpoints(from, to)
    expect(copied).toMatchObject({ held: 3, copied: 0 })
    expect(await to.from(0, 9)).toEqual(await from.from(0, 9))
    expect(signersOf(parseCheckpoint((await to.at(7))!.note), [alice.key])).toHaveLength(1)
    expect(await copyCheckpoints(to, from)).toEqual(copied)
  })

  it('is refused where something else was signed, or more', async () => {
    await using log = await signed(3, 7)
    await using other = await signed(3)
    await using more = await scratchProof()
    await copyCheckpoints(log.proof.kept, more.proof.kept)
    await more.proof.kept.add({ ...(await log.proof.kept.at(7))!, size: 9 })
    for (const { proof } of [other, more])
      await expect(copyCheckpoints(log.proof.kept, proof.kept)).rejects.toBeInstanceOf(NotACopy)
    expect((await other.proof.kept.latest())!.size).toBe(3)
  })
})
