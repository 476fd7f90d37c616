import { describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { erased } from '@ledger/event-sourcing'
import { differences } from './differences.js'
import { factsOf } from './facts.js'

const told = (before: object, after: object, currency = 'EUR') =>
  differences(factsOf(before), factsOf(after), currency).map(({ words }) => words)

const line = (id: string, amount: number) => ({ id, name: id, amount })

describe('the differences between two moments', () => {
  it('are none where nothing is different', () => {
    expect(told({ plan: aPlan() }, { plan: aPlan() })).toEqual([])
    expect(told({ waves: [] }, {})).toEqual([])
  })

  it('of a plan are told by its fields, its lines by their ids, whatever order they stand in', () => {
    const before = aPlan({ place: 'Hall 1', budget: [line('stand', 500), line('travel', 100)], purposes: ['brand'] })
    const after = aPlan({ budget: [line('print', 7), line('stand', 600)], purposes: ['brand', 'win back'] })
    expect(told({ plan: before }, { plan: after })).toEqual([
      'The purposes of the plan changed from “brand” to “brand, win back”.',
      'The amount of the budget line stand of the plan changed from 5.00 EUR to 6.00 EUR.',
      'The budget line travel of the plan was removed: name “travel”, amount 1.00 EUR.',
      'The budget line print of the plan was added: name “print”, amount 0.07 EUR.',
      'The place of the plan: none now, “Hall 1” before.',
    ])
  })

  it('of indirect costs tell each in its currency, of settings what is theirs', () => {
    const cost = { overhead: 'rent', purpose: 'Office', amount: 10_001, currency: 'USD' }
    expect(
      told(
        { totals: { USD: 10_001 }, overheads: [cost] },
        { totals: { USD: 0 }, overheads: [{ ...cost, reversed: 'twice' }] },
      ),
    ).toEqual([
      'The sum in USD changed from 100.01 USD to 0.00 USD.',
      'The reason of the reversal of the indirect cost rent: now “twice”, none before.',
    ])
    expect(told({}, { overheads: [cost] })).toEqual([
      'The indirect cost rent was added: purpose “Office”, amount 100.01 USD, currency “USD”.',
    ])
    expect(
      told(
        { cuts: { basis: 'rank', a: 0.2 }, weights: { fair: 1 } },
        { cuts: { basis: 'amount', a: 40_000 }, weights: { fair: 3 } },
      ),
    ).toEqual([
      'The basis of the cuts changed from “rank” to “amount”.',
      'The end of A of the cuts changed from 0.2 to 40000.',
      'The weight of campaign fair changed from 1 to 3.',
    ])
  })

  it('carry the values themselves beside the words', () => {
    expect(differences(factsOf({ spent: 5 }), factsOf({ spent: 7 }), 'EUR')).toEqual([
      { field: 'spent', words: 'The sum spent changed from 0.05 EUR to 0.07 EUR.', before: 5, after: 7 },
    ])
  })

  it('tell what came or went as a whole by its fields', () => {
    expect(told({}, { registration: { capacity: 2, offerHours: 24 } })).toEqual([
      'The capacity of the registration: now 2, none before.',
      'The offer hours of the registration: now 24, none before.',
    ])
  })

  it('of a customer tell money in its currency, and what was erased', () => {
    expect(
      told({ revenue: { EUR: 900 }, attributes: { city: 'Graz' } }, { revenue: { EUR: 950, JPY: 7 }, attributes: {} }),
    ).toEqual([
      'The revenue in EUR changed from 9.00 EUR to 9.50 EUR.',
      'The revenue in JPY: now 7 JPY, none before.',
      'The attribute city: none now, “Graz” before.',
    ])
    expect(told({ attributes: {} }, { attributes: erased })).toEqual(['The attributes: now “erased”, none before.'])
  })
})
