import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { isConsistent, parseCheckpoint, signersOf, trustedAmong } from '@ledger/proof-verifier'
import { scratchProof, witness } from '../../testing/index.js'
import { KeyFolder } from '../keys/key-folder.js'
import { LogKeys } from '../keys/log-keys.js'
import { TreeForked } from './checkpoints.js'

const until = async (reached: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (await reached()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not come so far')
}

/** A witness that listens; `got` is what it was sent. */
async function witnessDesk(answer: (note: string) => readonly [status: number, body: string]) {
  const got: string[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const note = (await Array.fromAsync(request.setEncoding('utf8'))).join('')
      got.push(note)
      const [status, body] = answer(note)
      response.writeHead(status).end(body)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/add-checkpoint`
  return { url, got, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

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

  it('come by themselves when they are due, and go to file and webhook, whose answer is kept', async () => {
    const alice = witness('alice.example/w')
    await using desk = await witnessDesk((note) => [200, alice.countersign(note)])
    await using folder = await temporaryFolder()
    const [checkpointFile, checkpointWebhook] = [join(folder.path, 'checkpoint'), desk.url]
    await using log = await scratchProof({
      checkpointEveryLeaves: 10,
      checkpointFile,
      checkpointWebhook,
      witnessKeys: [alice.key],
    })
    log.proof.start()
    await log.grow(12)
    await until(async () => (await log.proof.kept.latest())?.note.includes('alice.example/w') ?? false)
    await log.grow(9)
    await log.grow(1)
    await until(async () => desk.got.length === 2 && (await log.proof.kept.latest())?.size === 22)
    expect(desk.got.map((note) => parseCheckpoint(note).size)).toEqual([12, 22])
    expect(parseCheckpoint(readFileSync(checkpointFile, 'utf8')).size).toBe(22)
    expect(log.troubles).toEqual([])
  })

  it.each([
    ['does not take', 503, '', 'the witness answered 503'],
    ['answers without an end', 200, '\u2014'.repeat(1_000_000), 'the witness answered more than signatures'],
  ] as const)('that a witness %s are told as trouble, and do not hold up anything', async (_, status, text, cause) => {
    await using desk = await witnessDesk(() => [status, text])
    await using log = await scratchProof({ checkpointWebhook: desk.url })
    await log.grow(2)
    const checkpoint = (await log.proof.checkpoints.issue())!
    await log.proof.witnesses.handOver(checkpoint)
    await log.proof.witnesses.handOver(checkpoint)
    expect(desk.got).toHaveLength(1)
    const message = 'the checkpoint could not be handed over by webhook'
    expect(log.troubles).toMatchObject([{ message, cause: { message: cause } }])
  })

  it('keep countersignatures that hold', async () => {
    const [alice, bob] = [witness('alice.example/w'), witness('bob.example')]
    await using log = await scratchProof({ witnessKeys: [alice.key] })
    await log.grow(3)
    const first = (await log.proof.checkpoints.issue())!
    const { witnesses, kept } = log.proof
    const both = alice.countersign(first.note) + bob.countersign(first.note)
    expect(await witnesses.countersign(first, both)).toEqual({
      accepted: ['alice.example/w'],
      refused: ['bob.example'],
    })
    await log.grow(3)
    const second = (await log.proof.checkpoints.issue())!
    expect(await witnesses.countersign(second, alice.countersign(first.note))).toMatchObject({ accepted: [] })
    const note = (await kept.at(3))!.note
    expect(signersOf(parseCheckpoint(note), [alice.key, bob.key])).toEqual([{ key: alice.key, time: 1_800_000_000 }])
    expect(note.split('\n').filter((line) => line.startsWith('\u2014'))).toHaveLength(2)
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
