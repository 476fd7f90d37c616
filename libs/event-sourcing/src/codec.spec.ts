import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { scratchFolder } from '../testing/index.js'
import { Codec, UnknownEventVersion } from './codec.js'
import { event } from './event.js'
import type { EventMetadata } from './event.js'
import { erased, seal, unseal } from './personal-data.js'

const metadata = { actor: 'pat' } as EventMetadata
const id = '6f0d7a52-4c4e-4a86-9a52-0b4f3b8a8f11'
const place = { stream: 's', revision: 0, position: 1 }

const moved = event('Moved', {
  version: 3,
  upcasts: {
    1: (data: { town: string }) => ({ city: data.town }),
    2: (data: { city: string }) => ({ city: data.city, country: 'AT' }),
  },
})<{ city: string; country: string }>()
const noted = event('Noted', { personal: ['note'] })<{ customer: string; note?: unknown; kind: string }>()

async function opened() {
  const folder = await scratchFolder([])
  const { keys } = await folder.open()
  return {
    folder,
    keys,
    codec: new Codec([moved, noted], keys),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

describe('versions', () => {
  it('are written in their newest and lifted from every older one', async () => {
    await using it = await opened()
    expect(await it.codec.encode(moved({ city: 'Graz', country: 'AT' }), id, metadata)).toMatchObject({
      type: 'Moved.v3',
    })
    const stored = [{ town: 'Wien' }, { city: 'Wien' }, { city: 'Wien', country: 'AT' }]
    const decoded = await it.codec.decode(
      stored.map((data, at) => ({ id, type: `Moved.v${at + 1}`, data, metadata, ...place })),
    )
    for (const one of decoded) expect(one).toMatchObject({ type: 'Moved', data: { city: 'Wien', country: 'AT' } })
    expect(it.codec.storedTypes(['Moved'])).toEqual(['Moved.v1', 'Moved.v2', 'Moved.v3'])
  })

  it('that are newer than the program are not guessed at; kinds that nobody declared pass by', async () => {
    await using it = await opened()
    const stored = (type: string) => [{ id, type, data: {}, metadata, ...place }]
    await expect(it.codec.decode(stored('Moved.v4'))).rejects.toBeInstanceOf(UnknownEventVersion)
    expect(await it.codec.decode(stored('Elsewhere.v1'))).toEqual([undefined])
    expect(await it.codec.decode(stored('$metadata'))).toEqual([undefined])
  })

  it('cannot be declared without a way up from the one before, nor two kinds under one name', async () => {
    await using it = await opened()
    expect(() => event('Moved', { version: 2 })).toThrow(/version 1 has no upcast/)
    expect(() => new Codec([moved, event('Moved')<object>()], it.keys)).toThrow(/two kinds of event are called Moved/)
  })
})

describe('personal data', () => {
  const note = { text: 'likes Überraschungen', n: 7 }

  it('are stored sealed and come back as they were', async () => {
    await using it = await opened()
    const stored = await it.codec.encode(noted({ customer: 'ann', note, kind: 'call' }), id, metadata)
    expect(stored.data).toMatchObject({ customer: 'ann', kind: 'call', note: expect.stringMatching(/^sealed\.v1\./) })
    expect(JSON.stringify(stored)).not.toContain('likes')
    const [back] = await it.codec.decode([{ ...stored, ...place }])
    expect(back?.data).toEqual({ customer: 'ann', note, kind: 'call' })
    const [empty] = await it.codec.decode([
      { ...(await it.codec.encode(noted({ customer: 'bob', kind: 'x' }), id, metadata)), ...place },
    ])
    expect(empty?.data).toEqual({ customer: 'bob', kind: 'x' })
  })

  it('whose key is gone read as erased, and the rest still reads', async () => {
    await using it = await opened()
    const stored = await it.codec.encode(noted({ customer: 'ann', note, kind: 'call' }), id, metadata)
    await using elsewhere = await opened()
    const [back] = await elsewhere.codec.decode([{ ...stored, ...place }])
    expect(back?.data).toEqual({ customer: 'ann', note: erased, kind: 'call' })
  })

  it('whose key was lost and made anew read as erased, and hold up nobody', async () => {
    await using it = await opened()
    const stored = await it.codec.encode(noted({ customer: 'ann', note, kind: 'call' }), id, metadata)
    await using elsewhere = await opened()
    await elsewhere.keys.findOrCreate('ann')
    const [back] = await elsewhere.codec.decode([{ ...stored, ...place }])
    expect(back?.data).toEqual({ customer: 'ann', note: erased, kind: 'call' })
  })

  it('do not open in another place, with another key, or altered', () => {
    const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const sealed = seal(note, key, 'e1/note')
    expect(unseal(sealed, key, 'e1/note')).toEqual(note)
    expect(seal(note, key, 'e1/note')).not.toBe(sealed)
    expect(() => unseal(sealed, key, 'e2/note')).toThrow()
    expect(() => unseal(sealed, other, 'e1/note')).toThrow()
    expect(() => unseal(sealed.slice(0, -2) + (sealed.endsWith('A') ? 'BB' : 'AA'), key, 'e1/note')).toThrow()
    expect(() => unseal('plain text', key, 'e1/note')).toThrow()
  })

  it('have one key a person, the same for all processes and after a restart, in a file for the owner alone', async () => {
    await using folder = await scratchFolder([])
    const [one, other] = [await folder.open(), await folder.open()]
    const made = await Promise.all([one, other, one, other].map(({ keys }) => keys.findOrCreate('ann')))
    for (const key of made) expect(key).toEqual(made[0])
    expect(await one.keys.findOrCreate('bob')).not.toEqual(made[0])
    const later = await folder.open()
    expect((await later.keys.find(['ann', 'nobody'])).get('ann')).toEqual(made[0])
    expect(await later.keys.find(['nobody'])).toEqual(new Map())
    const log = await readFile(join(folder.path, 'events.sqlite'))
    expect(log.includes(made[0]!)).toBe(false)
  })
})
