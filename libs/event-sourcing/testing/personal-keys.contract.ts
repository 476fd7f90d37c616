import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { PersonErased } from '../src/index.js'
import type { KeptKey, PersonalKeys } from '../src/index.js'

/** Two processes on one store of keys. */
export interface OpenedPersonalKeys {
  readonly keys: readonly [PersonalKeys, PersonalKeys]
  dispose(): Promise<void>
}

/** What a store of personal keys does, wherever it is. */
export function personalKeysContract(name: string, open: () => Promise<OpenedPersonalKeys>): void {
  describe(`${name} as a store of personal keys`, () => {
    let opened: OpenedPersonalKeys
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.dispose())

    it('makes one key of a person, however many ask at once', async () => {
      const made = await Promise.all(
        Array.from({ length: 20 }, (_, n) => opened.keys[n % 2 === 0 ? 0 : 1].findOrCreate('p')),
      )
      expect(new Set(made.map((key) => key.toString('hex'))).size).toBe(1)
      expect(made[0]).toHaveLength(32)
      expect(await opened.keys[0].findOrCreate('q')).not.toEqual(made[0])
    })

    it('finds those that there are, in any process', async () => {
      const [one, other] = opened.keys
      const key = await one.findOrCreate('p')
      expect(await other.find(['p', 'nobody', '$x', ''])).toEqual(new Map([['p', key]]))
      expect(await other.find([])).toEqual(new Map())
    })

    it('destroys a key for ever, and that of nobody else', async () => {
      const [one, other] = opened.keys
      await one.findOrCreate('p')
      const kept = await one.findOrCreate('q')
      await one.destroy('p')
      await one.destroy('p')
      for (const keys of [one, other]) {
        expect(await keys.find(['p', 'q'])).toEqual(new Map([['q', kept]]))
        await expect(keys.findOrCreate('p')).rejects.toBeInstanceOf(PersonErased)
      }
    })

    it('makes none for a person who had none when it was destroyed', async () => {
      await opened.keys[0].destroy('p')
      await expect(opened.keys[1].findOrCreate('p')).rejects.toBeInstanceOf(PersonErased)
    })

    it('lists keys and marks of destroyed ones by person, page by page', async () => {
      const [one, other] = opened.keys
      const persons = ['a', 'b', 'b-1', 'b.2', 'b~', 'c_x', 'd9']
      for (const person of persons.toReversed()) await one.findOrCreate(person)
      await one.destroy('b')
      await one.destroy('never-there')
      const all: KeptKey[] = []
      for (let page = await other.list(3); page.length > 0; page = await other.list(3, page.at(-1)!.person)) {
        expect(page.length).toBeLessThanOrEqual(3)
        all.push(...page)
      }
      expect(all.map(({ person }) => person)).toEqual([...persons, 'never-there'].toSorted())
      expect(await other.count()).toBe(8)
      const held = await other.find(persons)
      for (const kept of all) {
        const destroyed = ['b', 'never-there'].includes(kept.person)
        const expected = destroyed ? { destroyedAt: expect.stringMatching(/Z$/) } : { key: held.get(kept.person) }
        expect(kept).toEqual({ person: kept.person, ...expected })
      }
    })

    it('takes over keys as they are; what is there stays', async () => {
      const [one, other] = opened.keys
      const mine = await one.findOrCreate('mine')
      const key = (byte: string) => Buffer.alloc(32, byte)
      const kept = [
        { person: 'mine', key: key('a') },
        { person: 'new', key: key('b') },
        { person: 'gone', destroyedAt: '2027-01-02T03:04:05.006Z' },
      ]
      for (let n = 0; n < 2; n += 1) await other.adopt(kept)
      await other.adopt([])
      const found = await one.find(['mine', 'new', 'gone'])
      expect(Object.fromEntries(found)).toEqual({ mine, new: key('b') })
      expect(await one.list(9)).toEqual([kept[2], { person: 'mine', key: mine }, kept[1]])
      await expect(one.findOrCreate('gone')).rejects.toBeInstanceOf(PersonErased)
    })

    it('destroys what was destroyed elsewhere, and brings nothing back that was destroyed here', async () => {
      const [one, other] = opened.keys
      const key = await one.findOrCreate('erased-there')
      await one.destroy('erased-here')
      const [here] = await one.list(1)
      await one.adopt([
        { person: 'erased-there', destroyedAt: '2027-01-02T03:04:05.006Z' },
        { person: 'erased-here', key },
      ])
      for (const keys of [one, other]) {
        expect(await keys.find(['erased-there', 'erased-here'])).toEqual(new Map())
        await expect(keys.findOrCreate('erased-there')).rejects.toBeInstanceOf(PersonErased)
        await expect(keys.findOrCreate('erased-here')).rejects.toBeInstanceOf(PersonErased)
      }
      expect(await one.list(9)).toEqual([here, { person: 'erased-there', destroyedAt: '2027-01-02T03:04:05.006Z' }])
    })

    it('holds a key in memory until it is told that another process has destroyed it', async () => {
      const [one, other] = opened.keys
      const key = await other.findOrCreate('p')
      await one.destroy('p')
      expect(await other.find(['p'])).toEqual(new Map([['p', key]]))
      other.forget('p')
      expect(await other.find(['p'])).toEqual(new Map())
    })
  })
}
