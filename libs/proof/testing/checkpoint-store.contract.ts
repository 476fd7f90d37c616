import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { CheckpointStore } from '../src/index.js'

export interface OpenedCheckpointStore {
  readonly store: CheckpointStore
  dispose(): Promise<void>
}

const checkpoint = (size: number) => ({
  size,
  note: `log\n${size}\nroot\n\n\u2014 log sig\n`,
  issuedAt: `2027-03-01T00:00:${String(size % 60).padStart(2, '0')}.000Z`,
})

/** What a store of checkpoints does, wherever it is kept. */
export function checkpointStoreContract(name: string, open: () => Promise<OpenedCheckpointStore>): void {
  describe(`${name} as a store of checkpoints`, () => {
    let opened: OpenedCheckpointStore
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.dispose())

    it('keeps those of larger and larger trees, and none twice', async () => {
      const { store } = opened
      expect(await store.latest()).toBeUndefined()
      const taken = []
      for (const size of [3, 7, 7, 5, 20]) taken.push(await store.add({ ...checkpoint(size), note: `${size}\n` }))
      expect(taken).toEqual([true, true, false, false, true])
      expect((await store.from(0, 9)).map(({ size }) => size)).toEqual([3, 7, 20])
    })

    it('gives them back by size, forwards and backwards', async () => {
      const { store } = opened
      for (const size of [3, 7, 20]) await store.add(checkpoint(size))
      expect(await store.latest()).toEqual(checkpoint(20))
      expect([await store.at(7), await store.at(8)]).toEqual([checkpoint(7), undefined])
      expect((await store.before(undefined, 2)).map(({ size }) => size)).toEqual([20, 7])
      expect((await store.before(20, 9)).map(({ size }) => size)).toEqual([7, 3])
      expect((await store.from(7, 9)).map(({ size }) => size)).toEqual([7, 20])
    })

    it('puts a countersignature below, once', async () => {
      const { store } = opened
      await store.add(checkpoint(3))
      const line = '\u2014 witness abc='
      expect([await store.countersign(3, line), await store.countersign(3, line)]).toEqual([true, true])
      expect(await store.countersign(4, line)).toBe(false)
      expect((await store.at(3))!.note).toBe(`${checkpoint(3).note}${line}\n`)
    })
  })
}
