import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Bookmarks, CommandJournal, SnapshotStore } from '../src/index.js'

export interface OpenedOperations {
  readonly operations: {
    readonly journal: CommandJournal
    readonly snapshots: SnapshotStore
    readonly bookmarks: Bookmarks
  }
  dispose(): Promise<void>
}

/** What journal, snapshots and bookmarks do, wherever they are kept. */
export function operationsContract(name: string, open: () => Promise<OpenedOperations>): void {
  describe(`${name} as a store of operations`, () => {
    let opened: OpenedOperations
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.dispose())
    const entry = (n: number, claimedAt = '2027-01-01T00:00:00.000Z') => ({
      digest: `d${n}`,
      stream: 's',
      revision: n,
      claimedAt,
    })

    it('lets one of many claim a command, and tells the others of it', async () => {
      const { journal } = opened.operations
      const claims = await Promise.all(Array.from({ length: 20 }, (_, n) => journal.claim('c', entry(n))))
      const first = claims.findIndex((one) => one === undefined)
      expect(claims.filter((one) => one === undefined)).toHaveLength(1)
      expect(claims.filter((_, n) => n !== first)).toEqual(Array.from({ length: 19 }, () => entry(first)))
    })

    it('keeps the first answer, as it was given', async () => {
      const { journal } = opened.operations
      const answer = { 'a.b': { $set: 1 }, 2: 'two', nothing: null, big: Number.MAX_SAFE_INTEGER }
      await journal.claim('c', entry(1))
      expect(await journal.find('c')).toEqual(entry(1))
      await journal.answer('c', answer)
      await journal.answer('c', { other: true })
      await journal.answer('nobody', answer)
      expect(JSON.stringify((await journal.find('c'))?.answer)).toBe(JSON.stringify(answer))
      expect((await journal.claim('c', entry(2)))?.answer).toEqual(answer)
      expect(await journal.find('nobody')).toBeUndefined()
    })

    it('forgets what was claimed before an instant, and only that', async () => {
      const { journal } = opened.operations
      for (const day of [1, 2, 3]) await journal.claim(`c${day}`, entry(day, `2027-01-0${day}T00:00:00.000Z`))
      expect(await journal.forgetBefore('2027-01-03T00:00:00.000Z')).toBe(2)
      expect([await journal.find('c2'), (await journal.find('c3'))?.revision]).toEqual([undefined, 3])
      expect(await journal.forgetBefore('2027-01-03T00:00:00.000Z')).toBe(0)
    })

    it('forgets what the commands to one stream said, but for the one that is named, and not that they were given', async () => {
      const { journal } = opened.operations
      for (const n of [1, 2, 3]) await journal.claim(`c${n}`, entry(n))
      await journal.answer('c3', { kind: 'recorded' })
      await journal.claim('other', { ...entry(4), stream: 'other' })
      await journal.forgetWhatWasSaid('s', 'c2')
      await journal.forgetWhatWasSaid('s', 'c2')
      const left = await Promise.all(['c1', 'c2', 'c3', 'other'].map((id) => journal.find(id)))
      const blotted = (n: number) => ({ ...entry(n), digest: '' })
      expect(left).toEqual([blotted(1), entry(2), blotted(3), { ...entry(4), stream: 'other' }])
      expect(await journal.claim('c1', entry(5))).toEqual(blotted(1))
    })

    it('lets a command that was forgotten be claimed again', async () => {
      const { journal } = opened.operations
      await journal.claim('c', entry(1))
      await journal.forget('c')
      await journal.forget('nobody')
      expect([await journal.find('c'), await journal.claim('c', entry(2))]).toEqual([undefined, undefined])
      expect(await journal.find('c')).toEqual(entry(2))
    })

    it('keeps the newest snapshot of a stream, of any size', async () => {
      const { snapshots } = opened.operations
      expect(await snapshots.load('s')).toBeUndefined()
      const text = `${'x'.repeat(1_999_990)}${'😀ä'.repeat(3_000_000)}`
      const large = { version: 2, revision: 2 ** 31, position: 2 ** 40, state: { text, 'a.b': [] } }
      for (const snapshot of [large, { version: 2, revision: 7, position: 8, state: { n: 1 } }]) {
        await snapshots.save('s', snapshot)
        const loaded = await snapshots.load('s')
        expect({ ...loaded, state: undefined }).toEqual({ ...snapshot, state: undefined })
        expect(JSON.stringify(loaded?.state) === JSON.stringify(snapshot.state)).toBe(true)
      }
      expect(await snapshots.load('other')).toBeUndefined()
    })

    it('never takes a bookmark back', async () => {
      const { bookmarks } = opened.operations
      expect(await bookmarks.read('x')).toBeUndefined()
      await Promise.all([5, 2 ** 40, 7].map((position) => bookmarks.write('x', position)))
      await bookmarks.write('x', 6)
      await bookmarks.write('y', 1)
      expect([await bookmarks.read('x'), await bookmarks.read('y')]).toEqual([2 ** 40, 1])
    })
  })
}
