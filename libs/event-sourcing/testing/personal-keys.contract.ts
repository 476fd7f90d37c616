import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
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
  })
}
