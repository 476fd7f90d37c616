import { describe, expect, it } from '@jest/globals'
import { contractEnded, contractSigned, purchaseRecorded, purchaseReversed } from '@ledger/customers'
import type { DomainEvent } from '@ledger/event-sourcing'
import type { View } from '@ledger/read-store'
import { folded, recorded } from '@ledger/read-store/testing'
import { dayNumber } from '@ledger/values'
import { customerContracts } from './contracts.js'
import { purchaseYears } from './purchase-years.js'

const customer = 'ann'
const bought = (purchase: string, day: string, revenue: number, currency = 'EUR') =>
  purchaseRecorded({ customer, purchase, day, zone: 'UTC', revenue, productionCost: 1, currency })
const back = (purchase: string, day: string, revenue: number) =>
  purchaseReversed({ customer, purchase, day, revenue, productionCost: 1, currency: 'EUR', reason: 'sent back' })
const after = <D extends object>(view: View<D, never>, ...events: readonly DomainEvent[]) =>
  Object.fromEntries(folded(view, events.map((event, at) => recorded(event, at + 1)) as never))
const day = dayNumber

describe('the purchases of a year', () => {
  it('stand in order of their day, however late they are told; one day is one entry', () => {
    const { 'ann EUR 2027': year } = after(
      purchaseYears,
      bought('p1', '2027-05-01', 10),
      bought('p2', '2027-01-15', 20),
      bought('p3', '2027-05-01', 0),
    )
    expect(year).toMatchObject({
      days: [
        [day('2027-01-15'), 20, 1, 0, 1, [2]],
        [day('2027-05-01'), 10, 2, 0, 2, [1, 3]],
      ],
    })
  })

  it('are kept apart by year and by currency', () => {
    const documents = after(
      purchaseYears,
      bought('p1', '2026-12-31', 1),
      bought('p2', '2027-01-01', 2),
      bought('p3', '2027-01-01', 3, 'USD'),
    )
    expect(Object.keys(documents).toSorted()).toEqual(['ann EUR 2026', 'ann EUR 2027', 'ann USD 2027'])
  })

  it('are out of the sums when they are taken back; a day without any is no day of purchase', () => {
    const events = [bought('p1', '2027-05-01', 10), bought('p2', '2027-05-01', 7), back('p1', '2027-05-01', 10)]
    expect(after(purchaseYears, ...events)['ann EUR 2027']).toMatchObject({
      days: [[day('2027-05-01'), 7, 1, 0, 1, [1, 2, 3]]],
    })
    expect(after(purchaseYears, bought('p1', '2027-05-01', 10), back('p1', '2027-05-01', 10))).toEqual({})
  })
})

describe('the contracts of a customer', () => {
  it('run from the day they are signed to the day they end', () => {
    const signed = contractSigned({ customer, contract: 'c1', day: '2027-01-01' })
    const other = contractSigned({ customer, contract: 'c2', day: '2027-02-01' })
    const ended = contractEnded({ customer, contract: 'c1', day: '2027-06-30' })
    expect(after(customerContracts, signed, other, ended)['ann']).toEqual({
      customer,
      contracts: [
        { contract: 'c1', signed: day('2027-01-01'), ended: day('2027-06-30'), events: [1, 3] },
        { contract: 'c2', signed: day('2027-02-01'), events: [2] },
      ],
    })
  })
})
