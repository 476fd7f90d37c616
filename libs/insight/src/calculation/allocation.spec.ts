import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { sharedOut } from './allocation.js'

const of = (amount: number, ...bases: readonly number[]) => {
  const shares = sharedOut(
    amount,
    bases.map((base, at) => ({ campaign: `c${at}`, base: BigInt(base) })),
  )
  return shares && [...shares.values()]
}

describe('an amount shared out by a key (E02)', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [2, 1], [67, 33]],
    [1, [1, 1, 1, 1], [1, 0, 0, 0]],
    [10, [0, 5, 5], [0, 5, 5]],
    [5, [1, 2, 3, 0], [1, 2, 2, 0]],
    [0, [1, 2], [0, 0]],
    [Number.MAX_SAFE_INTEGER, [1, 1], [4503599627370496, 4503599627370495]],
  ])('%d by %j is %j', (amount, bases, shares) => {
    expect(of(amount, ...bases)).toEqual(shares)
  })

  it('is borne by nobody where nobody has anything of the key', () => {
    expect([of(100), of(100, 0, 0)]).toEqual([undefined, undefined])
  })

  it('adds up to the last cent, is off by less than a cent for each, and does not depend on the order', () => {
    const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
    const bases = fc.array(fc.bigInt(0n, BigInt(Number.MAX_SAFE_INTEGER)), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(amounts, bases, (amount, all) => {
        const bearers = all.map((base, at) => ({ campaign: `c${at}`, base }))
        const total = all.reduce((sum, base) => sum + base, 0n)
        fc.pre(total > 0n)
        const shares = sharedOut(amount, bearers)!
        expect([...shares.values()].reduce((sum, one) => sum + BigInt(one), 0n)).toBe(BigInt(amount))
        for (const { campaign, base } of bearers) {
          const off = BigInt(shares.get(campaign)!) * total - BigInt(amount) * base
          expect(off < total && -off < total).toBe(true)
        }
        expect(new Map([...sharedOut(amount, bearers.toReversed())!].toSorted())).toEqual(
          new Map([...shares].toSorted()),
        )
      }),
    )
  })
})
