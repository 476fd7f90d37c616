import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { parseCheckpoint, signersOf } from '@ledger/proof-verifier'
import { scratchProof, witness, witnessDesk } from '../../testing/index.js'
import { CheckpointClock } from './checkpoint-clock.js'

const until = async (reached: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (await reached()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not come so far')
}

/** Begins an answer and goes on with it for ever, a byte at a time. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('\u2014'), 20)
  response.on('close', () => clearInterval(timer))
}

describe('checkpoints for witnesses', () => {
  it('come by themselves when they are due, and go to file and webhook, whose answer is kept', async () => {
    const alice = witness('alice.example/w')
    await using desk = await witnessDesk((note, response) => response.end(alice.countersign(note)))
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
    await until(() => existsSync(checkpointFile) && parseCheckpoint(readFileSync(checkpointFile, 'utf8')).size === 22)
    expect(log.troubles).toEqual([])
  })

  it.each([
    ['does not take', 503, '', 'the witness answered 503'],
    ['answers without an end', 200, '\u2014'.repeat(1_000_000), 'the witness answered more than signatures'],
  ] as const)('that a witness %s are told as trouble, and do not hold up anything', async (_, status, text, cause) => {
    await using desk = await witnessDesk((_note, response) => response.writeHead(status).end(text))
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
      reasons: ['bob.example is no witness that is named in WITNESS_KEYS'],
    })
    await log.grow(3)
    const second = (await log.proof.checkpoints.issue())!
    expect(await witnesses.countersign(second, alice.countersign(first.note))).toMatchObject({ accepted: [] })
    const note = (await kept.at(3))!.note
    expect(signersOf(parseCheckpoint(note), [alice.key, bob.key])).toEqual([{ key: alice.key, time: 1_700_000_000 }])
    expect(note.split('\n').filter((line) => line.startsWith('\u2014'))).toHaveLength(2)
  })

  it.each([
    ['does not answer', () => undefined],
    ['does not come to an end', (_note: string, response: ServerResponse) => drip(response)],
  ] as const)('are signed on while one %s, who is let go at once when all stops', async (_, answer) => {
    await using desk = await witnessDesk(answer)
    await using log = await scratchProof({ checkpointEveryLeaves: 1, checkpointWebhook: desk.url })
    log.proof.start()
    await log.grow(1)
    await until(() => desk.got.length === 1)
    await log.grow(1)
    await until(async () => (await log.proof.kept.latest())?.size === 2)
    await log.proof.stop()
    await until(() => desk.seen.gone === 1)
    // Had anything waited until the patience with the witness was over, that would be told.
    expect([desk.got.length, log.troubles]).toEqual([1, []])
  })

  it('that come while one is busy are left out but for the newest', async () => {
    const busy: ServerResponse[] = []
    await using desk = await witnessDesk((_note, response) => busy.push(response))
    await using log = await scratchProof({ checkpointEveryLeaves: 1, checkpointWebhook: desk.url })
    log.proof.start()
    for (const size of [1, 2, 3]) {
      await log.grow(1)
      await until(async () => (await log.proof.kept.latest())?.size === size && desk.got.length === 1)
    }
    busy[0]!.end()
    await until(() => desk.got.length === 2)
    expect(desk.got.map((note) => parseCheckpoint(note).size)).toEqual([1, 3])
  })

  const alice = witness('alice.example')
  it.each([
    [
      'another text',
      (note: string) => alice.countersign(note.replace('\n2\n', '\n3\n')),
      'alice.example has signed another text than this checkpoint',
    ],
    [
      'with another key',
      witness('alice.example').countersign,
      'alice.example has another key in WITNESS_KEYS than the one that it signed with',
    ],
    [
      'as nobody who is known',
      witness('bob.example').countersign,
      'bob.example is no witness that is named in WITNESS_KEYS',
    ],
    ['no line of a signature', () => 'all is well', '"all is well" is no signature line'],
  ] as const)(
    'are handed over once though one answers %s, which is told with the reason',
    async (_, answer, reason) => {
      await using desk = await witnessDesk((note, response) => response.end(answer(note)))
      await using log = await scratchProof({ checkpointWebhook: desk.url, witnessKeys: [alice.key] })
      await log.grow(2)
      const checkpoint = (await log.proof.checkpoints.issue())!
      await log.proof.witnesses.handOver(checkpoint)
      await log.proof.witnesses.handOver(checkpoint)
      expect(log.troubles).toMatchObject([
        { message: `what the webhook answered to the checkpoint of 2 leaves is not kept: ${reason}` },
      ])
      expect([desk.got.length, await log.proof.kept.latest()]).toEqual([1, checkpoint])
    },
  )

  it('are told of, way by way: since when one fails and why, or when it last worked', async () => {
    let answered = (note: string) => alice.countersign(note)
    let now = '2027-03-01T09:00:00.000Z'
    await using desk = await witnessDesk((note, response) => response.end(answered(note)))
    const ways = { checkpointFile: '/not/there/checkpoint', checkpointWebhook: desk.url, witnessKeys: [alice.key] }
    await using log = await scratchProof(ways, () => new Date(now))
    const { witnesses, checkpoints } = log.proof
    expect(witnesses.states).toEqual([{ way: 'file' }, { way: 'webhook' }])
    const at = async (moment: string) => {
      now = `2027-03-01T${moment}:00.000Z`
      await log.grow(1)
      await witnesses.handOver((await checkpoints.issue())!)
      return witnesses.states
    }
    const file = { way: 'file', failing: { since: '2027-03-01T10:00:00.000Z', why: 'no such file or directory' } }
    const worked = { way: 'webhook', workedAt: '2027-03-01T10:00:00.000Z' }
    expect(await at('10:00')).toEqual([file, worked])
    answered = () => 'all is well'
    const why = expect.stringContaining('"all is well" is no signature line')
    const failing = { since: '2027-03-01T11:00:00.000Z', why }
    expect(await at('11:00')).toEqual([file, { ...worked, failing }])
    expect(await at('12:00')).toEqual([file, { ...worked, failing }])
    answered = (note) => alice.countersign(note)
    expect(await at('13:00')).toEqual([file, { way: 'webhook', workedAt: '2027-03-01T13:00:00.000Z' }])
  })

  it('are told of by the process alone that is on duty', async () => {
    await using desk = await witnessDesk((_note, response) => response.writeHead(503).end())
    await using log = await scratchProof({ checkpointWebhook: desk.url })
    const { checkpoints, kept: store, tiles, witnesses } = log.proof
    let duty = true
    const often = { everyLeaves: 1, everyMs: 60_000, clock: () => new Date() }
    const onTrouble = (error: unknown) => void log.troubles.push(error)
    const parts = { checkpoints, store, tiles, witnesses, ...often, onDuty: () => duty, onTrouble }
    const clockwork = new CheckpointClock(parts)
    await log.grow(1)
    clockwork.start()
    await until(() => witnesses.states[0]?.failing !== undefined)
    duty = false
    await until(() => witnesses.states[0]?.failing === undefined)
    await clockwork.stop()
    expect(witnesses.states).toEqual([{ way: 'webhook' }])
  })

  it('may be answered in any way where nobody is to sign', async () => {
    await using desk = await witnessDesk((_note, response) => response.end('ok'))
    await using log = await scratchProof({ checkpointWebhook: desk.url })
    await log.grow(1)
    await log.proof.witnesses.handOver((await log.proof.checkpoints.issue())!)
    expect([desk.got.length, log.troubles]).toEqual([1, []])
  })

  it('are countersigned up to five minutes ahead of the clock, for that of a witness may be so', async () => {
    const now = 1_700_000_000
    const [soon, late] = [witness('soon.example', now + 300), witness('late.example', now + 660)]
    await using log = await scratchProof({ witnessKeys: [soon.key, late.key] }, () => new Date(now * 1_000))
    await log.grow(1)
    const checkpoint = (await log.proof.checkpoints.issue())!
    const { note } = checkpoint
    const lines = soon.countersign(note) + late.countersign(note)
    expect(await log.proof.witnesses.countersign(checkpoint, lines)).toEqual({
      accepted: ['soon.example'],
      refused: ['late.example'],
      reasons: ['late.example says that it signed 11 minutes from now: one of the two clocks is wrong'],
    })
    expect(signersOf(parseCheckpoint((await log.proof.kept.latest())!.note), [late.key])).toEqual([])
  })
})
