import { describe, expect, it } from '@jest/globals'
import { dayNumber } from '@ledger/values'
import fc from 'fast-check'
import { inBatches } from '../../testing/batches.js'
import { cdnowCustomers, hasCdnow } from '../../testing/cdnow.js'
import { anyCustomers } from '../../testing/customers.js'
import { NEVER, RUNNING, customerHistory, cutAt, populationOf, worthOf } from './customer-history.js'
import type { CustomerRow } from './customer-history.js'

const revenue = worthOf({ production: false, direct: false })
const read = (rows: readonly CustomerRow[], days: readonly number[], worth = revenue) =>
  customerHistory(inBatches(rows, 3), { days, worth })

describe('the history of customers', () => {
  it('adds up what was on a day or before it', async () => {
    const days = [
      [10, 500, 0, 0, 1],
      [20, 300, 0, 0, 1],
      [21, 1, 0, 0, 1],
    ] as const
    const history = await read([{ customer: 'kim', days, contracts: [] }], [20, 9, 10])
    expect(history.cuts.map(({ day, value }) => [day, value[0]])).toEqual([
      [9, 0],
      [10, 500],
      [20, 800],
    ])
  })

  it.each([
    [false, false, 100],
    [true, false, 60],
    [false, true, 90],
    [true, true, 50],
  ])('takes off production cost (%s) and direct cost (%s) as asked', async (production, direct, expected) => {
    const rows = [{ customer: 'kim', days: [[1, 100, 40, 10, 1]], contracts: [] }] as const
    const history = await read(rows, [1], worthOf({ production, direct }))
    expect(history.cuts[0]!.value[0]).toBe(expected)
  })

  it('knows the last purchase, which a day of mere costs is not and a purchase for nothing is', async () => {
    const days = [
      [30, 0, 0, 700, 0],
      [20, 0, 0, 0, 1],
      [10, 900, 0, 0, 2],
    ] as const
    const history = await read([{ customer: 'kim', days, contracts: [] }], [9, 15, 40])
    expect(history.cuts.map(({ lastPurchase }) => lastPurchase[0])).toEqual([NEVER, 10, 20])
  })

  it('knows how the contracts stand', async () => {
    const contracts = [{ signed: 10, ended: 20 }, { signed: 20, ended: 30 }, { signed: 50 }]
    const history = await read([{ customer: 'kim', days: [], contracts }], [9, 10, 20, 29, 30, 49, 50])
    const states = history.cuts.map(({ contractEnd }) => contractEnd[0])
    expect(states).toEqual([NEVER, RUNNING, RUNNING, RUNNING, 30, 30, RUNNING])
  })

  it('counts a customer from the first purchase or contract on', async () => {
    const rows: CustomerRow[] = [
      { customer: 'a', days: [[10, 1, 0, 0, 1]], contracts: [] },
      { customer: 'b', days: [], contracts: [{ signed: 11 }] },
      {
        customer: 'c',
        days: [
          [9, 0, 0, 5, 0],
          [12, 1, 0, 0, 1],
        ],
        contracts: [],
      },
      { customer: 'd', days: [[9, 0, 0, 5, 0]], contracts: [] },
      { customer: 'e', days: [[13, 1, 0, 0, 1]], contracts: [] },
    ]
    const history = await read(rows, [10, 11, 12])
    expect(history.ids).toEqual(['a', 'b', 'c'])
    expect(history.cuts.map((cut) => [...populationOf(history, cut)])).toEqual([[0], [0, 1], [0, 1, 2]])
  })

  it.each([[['b', 'a']], [['a', 'a']], [['a', 'b', 'c', 'aa']]])('refuses customers in the order %j', async (ids) => {
    const rows = ids.map((customer) => ({ customer, days: [], contracts: [] }))
    await expect(read(rows, [1])).rejects.toThrow(RangeError)
  })

  it('refuses a day that it was not read for', async () => {
    const history = await read([], [1])
    expect(() => cutAt(history, 2)).toThrow(RangeError)
  })

  it('is what looking at each customer alone gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCustomers,
        fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1 }),
        async (rows, days) => {
          const history = await read(rows, days)
          for (const cut of history.cuts) {
            const members = rows.filter(
              (row) =>
                row.days.some(([day, , , , many]) => many > 0 && day <= cut.day) ||
                row.contracts.some(({ signed }) => signed <= cut.day),
            )
            const indexes = [...populationOf(history, cut)]
            expect(indexes.map((index) => history.ids[index])).toEqual(members.map(({ customer }) => customer))
            expect(indexes.map((index) => cut.value[index])).toEqual(
              members.map((row) => row.days.filter(([day]) => day <= cut.day).reduce((sum, day) => sum + day[1], 0)),
            )
            expect(indexes.map((index) => cut.lastPurchase[index])).toEqual(
              members.map((row) =>
                Math.max(NEVER, ...row.days.filter((day) => day[0] <= cut.day && day[4] > 0).map(([day]) => day)),
              ),
            )
          }
        },
      ),
    )
  })
})

const describeCdnow = hasCdnow ? describe : describe.skip
describeCdnow('the purchases of the CD shop (skipped where ../shared/data/cdnow is absent)', () => {
  it('are read whole', async () => {
    const rows = cdnowCustomers()
    const history = await read(rows, [dayNumber('1998-06-30')])
    expect(history.ids.length).toBe(2357)
    expect(history.ids.at(-1)).toBe('2357')
    const purchaseDays = rows.map(({ days }) => new Set(days.map(([day]) => day)).size)
    expect(purchaseDays.filter((count) => count > 10).length).toBe(88)
    expect(purchaseDays.filter((count) => count >= 10).length).toBe(101)
  })
})
