import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { WorkSpool } from '../src/spool.js'

export interface OpenedWorkSpool {
  readonly spool: WorkSpool
  dispose(): Promise<void>
}

/** What a spool does, wherever it is kept. */
export function workSpoolContract(name: string, open: () => Promise<OpenedWorkSpool>): void {
  describe(`${name} as a work spool`, () => {
    let opened: OpenedWorkSpool
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.dispose())

    it('keeps chunks of items as they came; the same chunk again replaces it', async () => {
      const { spool } = opened
      const items = [{ name: 'ä', 'a.b': { $x: 1 }, 2: 'two' }, null, [1.5]]
      await spool.append({ work: 'w', receipt: 'r' }, 0, [1])
      await spool.append({ work: 'w', receipt: 'r' }, 0, items)
      await spool.append({ work: 'w', receipt: 'r' }, 1, [])
      expect(JSON.stringify(await spool.read('r', 0))).toBe(JSON.stringify(items))
      expect([await spool.read('r', 1), await spool.read('r', 2), await spool.read('nobody', 0)]).toEqual([[], [], []])
    })

    it('replaces only what the caller has read, whoever else writes at the same time', async () => {
      const { spool } = opened
      const of = { work: 'w', receipt: 'r' }
      const first = await Promise.all([1, 2, 3].map((n) => spool.replace(of, 0, [], [{ n, 'a.b': null }])))
      expect(first.filter(Boolean)).toHaveLength(1)
      const read = await spool.read('r', 0)
      expect(read).toEqual([{ n: first.indexOf(true) + 1, 'a.b': null }])
      const second = await Promise.all([4, 5].map((n) => spool.replace(of, 0, read, [n])))
      expect(second.filter(Boolean)).toHaveLength(1)
      expect(await spool.read('r', 0)).toEqual([second.indexOf(true) + 4])
      expect([await spool.replace(of, 0, read, [6]), await spool.replace(of, 1, [7], [8])]).toEqual([false, false])
      expect((await spool.chunks('r')).map(({ chunk }) => chunk)).toEqual([0])
      expect(await spool.list()).toMatchObject([of])
    })

    it('says which chunks a sending has, and when each came', async () => {
      const { spool } = opened
      const [early, late] = ['2027-01-02T03:04:05.006Z', '2027-01-02T03:04:05.007Z']
      for (const chunk of [11, 2, 0]) await spool.append({ work: 'w', receipt: 'r' }, chunk, [chunk], early)
      await spool.append({ work: 'w', receipt: 'r' }, 2, ['later'], late)
      await spool.append({ work: 'w', receipt: 'other' }, 1, [1])
      expect(await spool.chunks('r')).toEqual([
        { chunk: 0, keptAt: early },
        { chunk: 2, keptAt: late },
        { chunk: 11, keptAt: early },
      ])
      expect(await spool.chunks('nobody')).toEqual([])
      expect((await spool.list()).find(({ receipt }) => receipt === 'r')).toEqual({
        work: 'w',
        receipt: 'r',
        lastAt: late,
      })
    })

    it('lists each sending once, with when the last of it came, and forgets what is removed', async () => {
      const { spool } = opened
      const before = new Date().toISOString()
      for (const [work, receipt, chunk] of [
        ['w', 'r1', 0],
        ['w', 'r2', 0],
        ['v', 'r3', 0],
        ['w', 'r1', 1],
      ] as const)
        await spool.append({ work, receipt }, chunk, [chunk])
      const list = (await spool.list()).toSorted((a, b) => (a.receipt < b.receipt ? -1 : 1))
      expect(list.map(({ work, receipt }) => [work, receipt])).toEqual([
        ['w', 'r1'],
        ['w', 'r2'],
        ['v', 'r3'],
      ])
      for (const { lastAt } of list) expect(lastAt >= before && lastAt <= new Date().toISOString()).toBe(true)
      await spool.remove('r1')
      expect((await spool.list()).map(({ receipt }) => receipt).toSorted()).toEqual(['r2', 'r3'])
      expect(await spool.read('r1', 0)).toEqual([])
    })
  })
}
