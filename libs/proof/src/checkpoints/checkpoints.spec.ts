import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from '@jest/globals'
import { isConsistent, parseCheckpoint, signersOf, trustedAmong } from '@ledger/proof-verifier'
import { scratchProof } from '../../testing/index.js'
import { KeyFolder } from '../keys/key-folder.js'
import { LogKeys } from '../keys/log-keys.js'
import { TreeForked } from './checkpoints.js'

describe('checkpoints', () => {
  it('are signed for what the tree has come to, once', async () => {
    await using log = await scratchProof()
    const { checkpoints, keys, tree } = log.proof
    expect(await checkpoints.issue()).toBeUndefined()
    await log.grow(5)
    const first = (await checkpoints.issue())!
    expect(await checkpoints.issue()).toEqual(first)
    await log.grow(300)
    const [earlier, later] = [parseCheckpoint(first.note), parseCheckpoint((await checkpoints.issue())!.note)]
    expect([earlier.size, later.size, later.origin]).toEqual([5, 305, earlier.origin])
    const [{ key }] = (await keys.list()) as [Awaited<ReturnType<typeof keys.list>>[number]]
    for (const one of [earlier, later]) expect(signersOf(one, [key])).toEqual([{ key }])
    expect(isConsistent(earlier, later, await tree.consistency(5, 305))).toBe(true)
  })

  it('that reach a position are signed where the last one does not, as far as the tree goes', async () => {
    await using log = await scratchProof()
    const { checkpoints } = log.proof
    expect(await checkpoints.reaching(1)).toBeUndefined()
    await log.grow(5)
    const first = (await checkpoints.reaching(5))!
    expect(first.size).toBe(5)
    await log.grow(5)
    expect(await checkpoints.reaching(5)).toEqual(first)
    expect(await checkpoints.reaching(6)).toMatchObject({ size: 10 })
    expect(await checkpoints.reaching(11)).toBeUndefined()
  })

  it('wait while the tree is made again', async () => {
    await using log = await scratchProof()
    await log.grow(10)
    const first = await log.proof.checkpoints.issue()
    const fresh = new DatabaseSync(join(log.folder, 'tree.sqlite'))
    fresh.exec('DELETE FROM tiles; DELETE FROM blocks; UPDATE tree SET size = 0, position = NULL')
    fresh.close()
    expect(await log.proof.checkpoints.issue()).toEqual(first)
    await log.grow(1)
    expect((await log.proof.checkpoints.issue())!.size).toBe(11)
  })

  it('are not signed over a history that is not the one signed before', async () => {
    await using log = await scratchProof()
    await log.grow(300)
    await log.proof.checkpoints.issue()
    const file = new DatabaseSync(join(log.folder, 'events.sqlite'))
    file.exec(`UPDATE events SET data = '{"n":-1}', checksum = NULL WHERE position = 7`)
    file.close()
    const tree = new DatabaseSync(join(log.folder, 'tree.sqlite'))
    tree.exec('DELETE FROM tiles; DELETE FROM blocks; UPDATE tree SET size = 0, position = NULL')
    tree.close()
    await log.grow(10)
    await expect(log.proof.checkpoints.issue()).rejects.toThrow(TreeForked)
    expect((await log.proof.kept.latest())!.size).toBe(300)
  })
})

describe('the keys of a log', () => {
  it('are made once, for its user alone', async () => {
    await using log = await scratchProof()
    const folder = join(log.folder, 'log-keys')
    const all = await Promise.all(Array.from({ length: 8 }, () => new LogKeys(new KeyFolder(folder)).list()))
    expect(new Set(all.flat().map(({ key }) => key.text)).size).toBe(1)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, '0001.json')).mode & 0o777).toBe(0o600)
  })

  it('are rotated: the old one introduces the new one, its secret is gone and its public key stays', async () => {
    await using log = await scratchProof()
    const { checkpoints, keys } = log.proof
    await log.grow(4)
    const before = parseCheckpoint((await checkpoints.issue())!.note)
    const made = await keys.rotate()
    const [old, fresh] = await keys.list()
    expect(fresh).toEqual(made)
    expect(old!.retiredAt).toBeDefined()
    expect([old!.key.name, old!.key.id === fresh!.key.id]).toEqual([fresh!.key.name, false])
    expect(trustedAmong([old!, fresh!], [old!.key])).toEqual([old!.key, fresh!.key])
    await log.grow(1)
    const next = parseCheckpoint((await checkpoints.issue())!.note)
    const both = [old!.key, fresh!.key]
    expect([signersOf(before, both), signersOf(next, both)]).toEqual([[{ key: old!.key }], [{ key: fresh!.key }]])
    expect(readFileSync(join(log.folder, 'log-keys', '0001.json'), 'utf8')).not.toContain('secret')
    const third = await keys.rotate()
    expect(trustedAmong(await keys.list(), [old!.key]).at(-1)).toEqual(third.key)
  })

  it('that are damaged are not replaced', async () => {
    await using log = await scratchProof()
    await log.proof.keys.list()
    const file = join(log.folder, 'log-keys', '0001.json')
    writeFileSync(file, '{"origin":')
    await expect(log.proof.keys.list()).rejects.toThrow(/0001\.json is damaged/)
  })
})
