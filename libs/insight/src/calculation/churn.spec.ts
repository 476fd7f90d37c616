import { beforeAll, describe, expect, it } from '@jest/globals'
import { dayNumber } from '@ledger/values'
import fc from 'fast-check'
import { inBatches } from '../../testing/batches.js'
import { cdnowCustomers, hasCdnow } from '../../testing/cdnow.js'
import { anyCustomers } from '../../testing/customers.js'
import { churnByMonth, churnByTier, churnsOn, daysLeft, daysOfMonth, isChurned } from './churn.js'
import type { ChurnInMonth, ChurnPolicy, MonthOfChurn } from './churn.js'
import { customerHistory, cutAt, worthOf } from './customer-history.js'
import type { Contract, CustomerDay, CustomerHistory, CustomerRow } from './customer-history.js'
import { tierNames } from './tiers.js'

const policy: ChurnPolicy = { days: 90, cuts: { by: 'rank', a: 0.2, b: 0.5, c: 0.8 } }
const worth = worthOf({ production: false, direct: false })
const read = (rows: readonly CustomerRow[], days: readonly number[]) =>
  customerHistory(inBatches(rows), { days, worth })

function churnInMonth(history: CustomerHistory, month: string, policy: ChurnPolicy): MonthOfChurn {
  return churnByMonth(history, [month], policy)[0]!
}

async function churnedOn(day: number, purchaseDays: readonly number[], contracts: readonly Contract[] = []) {
  const days = purchaseDays.map((at): CustomerDay => [at, 100, 0, 0, 1])
  const history = await read([{ customer: 'kim', days, contracts }], [day])
  return isChurned(cutAt(history, day), 0, 90)
}

describe('a customer', () => {
  it.each([
    [189, false],
    [190, false],
    [191, true],
  ])('who last bought on day 100 is churned on day %d: %s', async (day, churned) => {
    expect(await churnedOn(day, [100])).toBe(churned)
  })

  it.each([
    [100, 191, 90],
    [189, 191, 1],
    [190, 191, 0],
    [191, undefined, undefined],
  ])('who last bought on day 100 is, on day %d, churned from day %s on: %s days left', async (day, from, left) => {
    const history = await read([{ customer: 'kim', days: [[100, 100, 0, 0, 1]], contracts: [] }], [day])
    expect([churnsOn(cutAt(history, day), 0, 90), daysLeft(cutAt(history, day), 0, 90)]).toEqual([from, left])
  })

  it('who only has a contract churns on no day that is known', async () => {
    const history = await read([{ customer: 'kim', days: [], contracts: [{ signed: 1 }] }], [9])
    expect(churnsOn(cutAt(history, 9), 0, 90)).toBeUndefined()
  })

  it.each([
    ['whose contract runs', [{ signed: 1 }], [], false],
    ['whose contract ends tomorrow', [{ signed: 1, ended: 101 }], [], false],
    ['whose contract ended today', [{ signed: 1, ended: 100 }], [], true],
    ['with one ended and one running contract', [{ signed: 1, ended: 50 }, { signed: 2 }], [], false],
    [
      'whose contracts all ended',
      [
        { signed: 1, ended: 50 },
        { signed: 2, ended: 99 },
      ],
      [],
      true,
    ],
    ['whose next contract is not signed yet', [{ signed: 1, ended: 50 }, { signed: 101 }], [], true],
    ['who bought after the end', [{ signed: 1, ended: 50 }], [51], false],
    ['who bought on the day of the end', [{ signed: 1, ended: 50 }], [50], true],
    ['who bought before the end', [{ signed: 1, ended: 50 }], [49], true],
    ['whose contract ran out long after the last purchase', [{ signed: 1, ended: 99 }], [9], true],
    ['whose contract runs, but who stopped buying', [{ signed: 1 }], [9], true],
    ['whose contract runs and who buys', [{ signed: 1 }], [10], false],
  ])('%s is churned or not', async (_, contracts, purchases, churned) => {
    expect(await churnedOn(100, purchases, contracts)).toBe(churned)
  })
})

describe('churn by tier', () => {
  const buyer = (customer: string, ...days: CustomerDay[]): CustomerRow => ({ customer, days, contracts: [] })

  it('shows no rate in a tier that is empty', async () => {
    const history = await read([buyer('kim', [1, 100, 0, 0, 1])], [1])
    const { tiers, all } = churnByTier(history, 1, policy)
    expect(tiers.D).toEqual({ customers: 0, churned: 0, rate: undefined })
    expect(all).toMatchObject({ customers: 1, churned: 0, rate: { count: 0, of: 1 } })
  })

  it('stands in the tier of the start of the month, whatever is bought in it', async () => {
    const [from, to] = daysOfMonth('2027-03')
    const rows = ['a', 'b', 'c', 'd', 'e'].map((id, place) => buyer(id, [from, 500 - place * 100, 0, 0, 1]))
    rows[4] = buyer('e', [from, 100, 0, 0, 1], [to, 9000, 0, 0, 1])
    const { moves } = churnInMonth(await read(rows, [from, to]), '2027-03', policy)
    expect(moves.D).toEqual({ A: 1, B: 0, C: 0, D: 0 })
    expect(moves.A).toEqual({ A: 0, B: 1, C: 0, D: 0 })
  })

  it('counts who is new in the month in no tier of its start', async () => {
    const [from, to] = daysOfMonth('2027-03')
    const rows = [buyer('old', [from, 100, 0, 0, 1]), buyer('young', [from + 1, 900, 0, 0, 1])]
    const { all, moves } = churnInMonth(await read(rows, [from, to]), '2027-03', policy)
    expect(all.customers).toBe(1)
    expect(moves.none).toEqual({ A: 1, B: 0, C: 0, D: 0 })
  })

  it('does not bring back in a month who bought on the last day before it', async () => {
    const [from, to] = daysOfMonth('2027-03')
    const contracts = [{ signed: from - 9, ended: from }]
    const rows = [0, 1].map((later) => ({ ...buyer(`k${later}`, [from + later, 100, 0, 0, 1]), contracts }))
    const { all } = churnInMonth(await read(rows, [from, to]), '2027-03', policy)
    expect(all).toMatchObject({ customers: 2, active: 0, churned: 0, cameBack: 1 })
  })

  it('needs the days around the month', () => {
    expect(daysOfMonth('2024-03')).toEqual([dayNumber('2024-02-29'), dayNumber('2024-03-31')])
    expect(daysOfMonth('2027-01')).toEqual([dayNumber('2026-12-31'), dayNumber('2027-01-31')])
  })

  it('is what looking at each customer alone gives, over any histories', async () => {
    const [from, to] = daysOfMonth('1970-02')
    const settings = { days: 7, cuts: policy.cuts }
    await fc.assert(
      fc.asyncProperty(anyCustomers, async (rows) => {
        const found = churnInMonth(await read(rows, [from, to]), '1970-02', settings)
        const [start, end] = [naiveTiers(rows, from), naiveTiers(rows, to)]
        for (const tier of tierNames) {
          const members = rows.filter(({ customer }) => start.get(customer) === tier)
          const active = members.filter((row) => !naiveChurned(row, from, 7))
          const cameBack = members.filter(
            (row) =>
              naiveChurned(row, from, 7) && row.days.some(([day, , , , many]) => many > 0 && from < day && day <= to),
          )
          expect(found.tiers[tier]).toMatchObject({
            customers: members.length,
            active: active.length,
            churned: active.filter((row) => naiveChurned(row, to, 7)).length,
            cameBack: cameBack.length,
          })
          for (const target of tierNames) {
            const moved = members.filter(({ customer }) => end.get(customer) === target)
            expect(found.moves[tier][target]).toBe(moved.length)
          }
        }
        const all = tierNames.map((tier) => found.moves.none[tier]).reduce((sum, count) => sum + count, 0)
        expect(all).toBe(end.size - start.size)
        expect(found.all.customers).toBe(start.size)
      }),
      { numRuns: 300 },
    )
  })
})

function naiveChurned(row: CustomerRow, day: number, limit: number): boolean {
  const purchases = row.days.filter((entry) => entry[4] > 0 && entry[0] <= day).map(([at]) => at)
  if (purchases.length > 0 && purchases.every((at) => day - at > limit)) return true
  const signed = row.contracts.filter((contract) => contract.signed <= day)
  const ends = signed.flatMap(({ ended }) => (ended !== undefined && ended <= day ? [ended] : []))
  const lastEnd = Math.max(...ends)
  return ends.length > 0 && ends.length === signed.length && !purchases.some((at) => at > lastEnd)
}

function naiveTiers(rows: readonly CustomerRow[], day: number): Map<string, string> {
  const worthOn = (row: CustomerRow) => row.days.filter(([at]) => at <= day).reduce((sum, entry) => sum + entry[1], 0)
  const members = rows.filter(
    (row) =>
      row.contracts.some(({ signed }) => signed <= day) || row.days.some((entry) => entry[4] > 0 && entry[0] <= day),
  )
  const ranked = members.toSorted(
    (one, other) => worthOn(other) - worthOn(one) || (one.customer < other.customer ? -1 : 1),
  )
  const tierAt = (place: number) => {
    if (place * 10 < 2 * ranked.length) return 'A'
    if (place * 10 < 5 * ranked.length) return 'B'
    return place * 10 < 8 * ranked.length ? 'C' : 'D'
  }
  return new Map(ranked.map(({ customer }, place) => [customer, tierAt(place)]))
}

const describeCdnow = hasCdnow ? describe : describe.skip
describeCdnow('churn of the CD shop (skipped where ../shared/data/cdnow is absent)', () => {
  const asOf = [
    ['1997-03-31', 0, 0, [0, 0, 0, 0]],
    ['1997-06-30', 1833, 1836, [181, 519, 664, 469]],
    ['1997-09-30', 1946, 1948, [226, 579, 670, 471]],
    ['1997-12-31', 1955, 1957, [227, 579, 678, 471]],
    ['1998-03-31', 1972, 1973, [229, 599, 673, 471]],
    ['1998-06-30', 2057, 2058, [277, 617, 692, 471]],
  ] as const
  const months = [
    ['1997-07', ['472 / 291 / 58 / 17', '707 / 188 / 55 / 25', '707 / 43 / 10 / 27', '471 / 2 / 0 / 17']],
    ['1997-12', ['472 / 243 / 36 / 25', '707 / 118 / 28 / 30', '707 / 31 / 5 / 15', '471 / 0 / 0 / 9']],
    ['1998-06', ['472 / 218 / 50 / 17', '707 / 103 / 35 / 21', '707 / 27 / 16 / 12', '471 / 0 / 0 / 3']],
  ] as const
  let history: CustomerHistory
  beforeAll(async () => {
    const days = [
      ...asOf.map(([day]) => dayNumber(day)),
      ...[...months.map(([month]) => month), '1998-01', '1998-03', '1998-05'].flatMap(daysOfMonth),
    ]
    history = await read(cdnowCustomers(), days)
  })

  it.each(asOf)('as of %s is %d, the last purchase being more than 90 days ago', (day, churned, _, tiers) => {
    const found = churnByTier(history, dayNumber(day), policy)
    expect(found.all.churned).toBe(churned)
    expect(tierNames.map((tier) => found.tiers[tier].churned)).toEqual(tiers)
  })

  it.each(asOf.map(([day, , wrong]) => [day, wrong] as const))(
    'as of %s would wrongly be %d with those of exactly 90 days',
    (day, wrong) => {
      expect(churnByTier(history, dayNumber(day), { ...policy, days: 89 }).all.churned).toBe(wrong)
    },
  )

  it.each(months)('in %s is the reference', (month, expected) => {
    const { tiers } = churnInMonth(history, month, policy)
    const written = ({ customers, active, churned, cameBack }: ChurnInMonth) =>
      [customers, active, churned, cameBack].join(' / ')
    expect(tierNames.map((tier) => written(tiers[tier]))).toEqual(expected)
  })

  it('is the same for months in a row, apart, or in any order as for each alone', () => {
    const all = ['1997-07', '1997-12', '1998-01', '1998-06', '1998-05', '1997-12']
    expect(churnByMonth(history, all, policy)).toEqual(all.map((month) => churnInMonth(history, month, policy)))
  })

  it('has no rate where no one was active', () => {
    const { tiers } = churnInMonth(history, '1998-06', policy)
    expect(tiers.D.rate).toBeUndefined()
    expect(tiers.A.rate).toMatchObject({ count: 50, of: 218 })
  })

  it('moves customers between the tiers as the reference says', () => {
    expect(churnInMonth(history, '1998-03', policy).moves).toEqual({
      A: { A: 452, B: 20, C: 0, D: 0 },
      B: { A: 18, B: 672, C: 17, D: 0 },
      C: { A: 2, B: 14, C: 680, D: 11 },
      D: { A: 0, B: 1, C: 10, D: 460 },
      none: { A: 0, B: 0, C: 0, D: 0 },
    })
  })
})
