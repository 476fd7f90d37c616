import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { event } from '@ledger/event-sourcing'
import { eventLeaf, parseCheckpoint } from '@ledger/proof-verifier'
import type { LeafEvent } from '@ledger/proof-verifier'
import { change, check, counted, EVENTS, lived, scratchProof, witness } from '../../testing/index.js'
import type { KeptCheckpoint } from '../checkpoints/checkpoint-store.js'
import { fsck } from './fsck.js'

describe('the verification of a live store', () => {
  it('finds nothing where nothing is wrong, with events that have no leaf yet', async () => {
    await using log = await lived()
    expect(await check(log)).toMatchObject({
      sound: true,
      events: EVENTS,
      streams: 2,
      tree: { leaves: EVENTS, behind: 0 },
      checkpoints: 3,
      findings: [],
    })
    const { type, data, metadata } = (await Array.fromAsync(log.events.readAll({ limit: 1 })))[0]!
    await log.events.append('counter-c', 'any', [{ id: crypto.randomUUID(), type, data, metadata }])
    expect(await check(log)).toMatchObject({ sound: true, tree: { behind: 1 } })
  })

  it.each([
    ['in a tile that is not full', 1],
    ['in one that is', 250],
  ])('finds what is wrong with an event by itself, %s', async (_, before) => {
    await using log = await scratchProof()
    const described = event('Described', { personal: ['attributes'] })<{ attributes: unknown }>()
    await log.grow(before, 'counter-a')
    const { metadata } = (await Array.fromAsync(log.events.readAll()))[0]!
    const tell = (stream: string, type: string, data: object, about: unknown = metadata) =>
      log.events.append(stream, 'any', [{ id: crypto.randomUUID(), type, data, metadata: about }])
    await tell('customer-ann', 'Described.v1', { attributes: 'sealed.v1.a.b.c' })
    await tell('customer-ann', 'Described.v1', { attributes: { city: 'Vienna' } })
    await tell('counter-a', 'Described.v1', { attributes: 'sealed.v1.a.b.c' })
    await tell('customer-ann', 'Described.v1', { attributes: 'sealed.v1.a.b.c', note: 'sealed.v1.d.e.f' })
    await tell('counter-a', 'Counted.v2', { n: 1 })
    await tell('counter-a', 'Counted.v1', { n: 1 }, { actor: 'pat' })
    await log.proof.log.catchUp()
    const { findings } = await fsck({ ...log, definitions: [counted, described] })
    expect(findings.map(({ code, position: at }) => [at, code])).toEqual([
      [before + 2, 'personal-data-open'],
      [before + 3, 'personal-data-misplaced'],
      [before + 4, 'personal-data-misplaced'],
      [before + 5, 'type-unknown'],
      [before + 6, 'metadata-incomplete'],
    ])
  })

  it('takes a text of an older version for what it says, and finds one that says the same only together with what follows', async () => {
    await using log = await scratchProof()
    await log.grow(300, 'counter-a')
    const { type, metadata } = (await Array.fromAsync(log.events.readAll({ limit: 1 })))[0]!
    const inner = { a: 1, id: 'inner', metadata: { n: 1 } }
    await log.events.append('counter-b', 'no_stream', [{ id: crypto.randomUUID(), type, data: { inner }, metadata }])
    await log.grow(300, 'counter-a')
    await log.proof.log.catchUp()
    const write = (data: string, id: string, told: string) =>
      change(log, 'events', (events) =>
        events
          .prepare('UPDATE events SET data = ?, id = ?, metadata = ?, checksum = NULL WHERE position = 301')
          .run(data, id, told),
      )
    const {
      id,
      data,
      metadata: told,
    } = (await Array.fromAsync(log.events.readWritten({ from: 301, limit: 1 })))[0]![0]!
    write('{"inner": {"metadata": {"n": 1}, "id": "inner", "a": 1}}', id, told)
    expect((await check(log)).findings).toEqual([])
    const [before = '', after] = data.split(',"id":"inner","metadata":')
    write(before, 'inner', `${after},"id":"${id}","metadata":${told}`)
    expect((await check(log)).findings.map(({ code, position }) => [position, code])).toEqual([[301, 'event-damaged']])
  })

  it('makes no key where those of the log are gone, and finds that nobody has signed', async () => {
    await using log = await lived()
    rmSync(join(log.folder, 'log-keys'), { recursive: true })
    expect((await check(log)).findings.map(({ code }) => code)).toEqual(['signature', 'signature', 'signature'])
    expect(existsSync(join(log.folder, 'log-keys', '0001.json'))).toBe(false)
  })

  it('takes a key that came later at its word from its first checkpoint on, and earlier ones as beginnings of that', async () => {
    await using log = await lived()
    const first = (await log.proof.keys.list())[0]!.key
    const later = (await log.proof.keys.rotate()).key
    expect(await check(log, { keys: [later] })).toMatchObject({
      found: 1,
      findings: [{ code: 'signature', message: expect.stringContaining(`the newest checkpoint, of ${EVENTS} leaves`) }],
    })
    await log.grow(10, 'counter-a')
    await log.proof.checkpoints.issue()
    const vouched = { from: EVENTS + 10, earlier: 3 }
    expect(await check(log, { keys: [later] })).toMatchObject({ sound: true, keys: 'yours', vouched })
    expect(await check(log, { keys: [first] })).toMatchObject({ sound: true, vouched: { from: 200, earlier: 0 } })
    const { keys, vouched: nobodys } = await check(log)
    expect([keys, nobodys]).toEqual(['of the store', undefined])
  })

  it('counts what a witness that was named has signed, with the keys of the log as they are listed', async () => {
    await using log = await lived()
    const alice = witness('alice.example/w')
    const newest = (await log.proof.kept.latest())!
    await log.proof.kept.countersign(newest.size, alice.countersign(newest.note).trimEnd())
    expect(await check(log)).toMatchObject({ sound: true, countersignatures: 0 })
    expect(await check(log, { keys: [alice.key] })).toMatchObject({
      sound: true,
      keys: 'of the store',
      countersignatures: 1,
    })
    const { note, size } = (await log.proof.kept.latest())!
    const spoiled = note.replace(/(alice\S+ .{30})(.)/, (_, before, letter) => `${before}${letter === 'A' ? 'B' : 'A'}`)
    change(log, 'checkpoints', (checkpoints) =>
      checkpoints.prepare('UPDATE checkpoints SET note = ? WHERE size = ?').run(spoiled, size),
    )
    const { findings } = await check(log, { keys: [alice.key] })
    expect(findings.map(({ code }) => code)).toEqual(['countersignature'])
  })

  it('concludes nothing from a checkpoint that the log has not signed, kept here or brought along', async () => {
    await using log = await lived()
    const [kept] = (await log.proof.kept.from(0, 1)) as [KeptCheckpoint]
    const spoiled = kept.note.replace(/\n(.)(?=.{42}=\n)/, (_, letter) => `\n${letter === 'A' ? 'B' : 'A'}`)
    expect(await check(log, { known: parseCheckpoint(spoiled) })).toMatchObject({
      found: 1,
      findings: [{ code: 'checkpoint-not-signed', message: expect.stringContaining('your checkpoint of 200 leaves') }],
    })
    change(log, 'checkpoints', (checkpoints) =>
      checkpoints.prepare('UPDATE checkpoints SET note = ? WHERE size = 200').run(spoiled),
    )
    expect(await check(log)).toMatchObject({ found: 1, findings: [{ code: 'signature' }] })
  })

  it('says where the history was changed no closer than is known', async () => {
    await using log = await lived()
    const { note } = (await log.proof.kept.at(200))!
    const forged = await log.proof.keys.sign({ size: 200, root: eventLeaf({} as LeafEvent) })
    const { findings } = await check(log, { known: parseCheckpoint(forged) })
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'history-changed',
        position: 1,
        message: expect.stringContaining('something at positions 1 to 200 was changed'),
      }),
    ])
    expect(await check(log, { known: parseCheckpoint(note) })).toMatchObject({ sound: true })
  })

  it('finds a key that none before it has introduced', async () => {
    await using log = await lived()
    const { key } = await log.proof.keys.rotate()
    const [, file] = readdirSync(join(log.folder, 'log-keys')).toSorted()
    const path = join(log.folder, 'log-keys', file!)
    writeFileSync(path, readFileSync(path, 'utf8').replace('signed for by', 'signed for   '))
    expect((await check(log)).findings).toEqual([
      expect.objectContaining({ code: 'key-not-introduced', message: expect.stringContaining(key.id) }),
    ])
  })

  it('finds checkpoints that nobody has signed, or that are not what they say', async () => {
    await using log = await lived()
    change(log, 'checkpoints', (checkpoints) => {
      checkpoints.exec(
        `UPDATE checkpoints SET note = replace(note, char(10) || '450' || char(10), char(10) || '449' || char(10)) WHERE size = 450`,
      )
      checkpoints.exec(`UPDATE checkpoints SET note = 'nothing' WHERE size = 200`)
    })
    const { key } = (await log.proof.keys.list())[0]!
    expect((await check(log)).findings.map(({ code }) => code)).toEqual(['checkpoint-damaged', 'checkpoint-damaged'])
    await log.proof.keys.rotate()
    expect((await check(log, { keys: [key] })).findings).toHaveLength(2)
    const later = (await log.proof.keys.list())[1]!.key
    const { findings: unvouched } = await check(log, { keys: [later] })
    expect(unvouched.map(({ code }) => code)).toContain('signature')
    await using other = await scratchProof()
    const stranger = (await other.proof.keys.list())[0]!.key
    const { findings } = await check(log, { keys: [stranger] })
    expect(findings.map(({ code }) => code)).toContain('signature')
  })
})
