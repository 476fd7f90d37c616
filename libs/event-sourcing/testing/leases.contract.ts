import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { Leases, Tenure } from '../src/index.js'
import type { LeaseBook } from '../src/index.js'

/** Several processes on one store of leases. */
export interface OpenedLeaseBooks {
  readonly books: readonly [LeaseBook, LeaseBook]
  dispose(): Promise<void>
}

/** What leases do, wherever they are kept. Time is what the test says it is. */
export function leasesContract(name: string, open: () => Promise<OpenedLeaseBooks>): void {
  describe(`${name} as a store of leases`, () => {
    let opened: OpenedLeaseBooks
    let now = 0
    const leases = (at: 0 | 1) => new Leases(opened.books[at], () => now)
    beforeEach(async () => {
      opened = await open()
      now = 1_000_000
    })
    afterEach(() => opened.dispose())

    it('gives a lease to one of many, with a token that rises', async () => {
      const [one, other] = [leases(0), leases(1)]
      const tokens = await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? one : other).acquire('x', `h${at}`, 100)),
      )
      expect(tokens.filter((token) => token !== undefined)).toEqual([1])
      await one.release('x', 1)
      expect(await other.acquire('x', 'b', 100)).toBe(2)
      expect(await one.acquire('y', 'a', 100)).toBe(1)
    })

    it('is taken over only after its whole time without a sign of life, as the other one measures it', async () => {
      const [one, other] = [leases(0), leases(1)]
      const token = (await one.acquire('x', 'a', 100))!
      now += 500
      expect(await other.acquire('x', 'b', 100)).toBeUndefined()
      now += 99
      expect(await other.acquire('x', 'b', 100)).toBeUndefined()
      expect(await one.renew('x', token)).toBe(true)
      now += 1
      expect(await other.acquire('x', 'b', 100)).toBeUndefined()
      now += 100
      expect(await other.acquire('x', 'b', 100)).toBe(2)
    })

    it('refuses whoever wakes up late, and lets them give back nothing that is another’s', async () => {
      const [one, other] = [leases(0), leases(1)]
      await one.acquire('x', 'a', 100)
      await other.acquire('x', 'b', 100)
      now += 100
      expect(await other.acquire('x', 'b', 100)).toBe(2)
      expect(await one.renew('x', 1)).toBe(false)
      await one.release('x', 1)
      expect(await other.renew('x', 2)).toBe(true)
      expect(await one.acquire('x', 'a', 100)).toBeUndefined()
    })

    it('gives it again at once to the same holder, whose answer got lost, and after it was given back', async () => {
      const one = leases(0)
      expect(await one.acquire('x', 'a', 100)).toBe(1)
      expect(await one.acquire('x', 'a', 100)).toBe(2)
      expect(await one.renew('x', 1)).toBe(false)
      await one.release('x', 2)
      expect(await one.renew('x', 2)).toBe(false)
      expect(await leases(1).acquire('x', 'b', 100)).toBe(3)
    })

    it('knows who lives, by what has changed while it looked', async () => {
      const [one, other] = [leases(0), leases(1)]
      for (const slot of ['s 1', 's 2', 't 1']) await one.acquire(slot, 'a', 100)
      expect(await other.living('s ')).toEqual([])
      await one.renew('s 2', 1)
      expect(await other.living('s ')).toEqual(['s 2'])
      await one.renew('s 1', 1)
      now += 99
      expect(await other.living('s ')).toEqual(['s 1', 's 2'])
      now += 1
      expect(await other.living('s ')).toEqual(['s 1'])
      await one.release('s 1', 1)
      expect(await other.living('s ')).toEqual([])
    })

    it('is held by one of several tenures, and by the next when that one stops or falls silent', async () => {
      const trouble: unknown[] = []
      const tenure = (at: 0 | 1, holder: string) =>
        new Tenure({
          leases: new Leases(opened.books[at]),
          name: 'x',
          holder,
          ttlMs: 150,
          onTrouble: (error) => trouble.push(error),
        })
      const [one, other] = [tenure(0, 'a'), tenure(1, 'b')]
      one.start()
      await until(() => one.held)
      other.start()
      await one.stop()
      expect(one.held).toBe(false)
      await until(() => other.held)
      expect([other.token, trouble]).toEqual([2, []])
      const silent = new Leases(opened.books[1])
      await other.stop()
      await silent.acquire('x', 'killed', 150)
      one.start()
      await until(() => one.held)
      await one.stop()
    })
  })
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('it never came to that')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
