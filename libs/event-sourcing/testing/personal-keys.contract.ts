import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { PersonErased } from '../src/index.js'
import type { PersonalKeys } from '../src/index.js'

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
