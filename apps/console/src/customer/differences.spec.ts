import { describe, expect, it } from '@jest/globals'
import type { Profile } from './customer-commands.js'
import { differencesOf } from './differences.js'

const ann: Profile = {
  customer: 'ann',
  attributes: { city: 'Vienna', vip: true },
  purchases: 1,
  revenue: { EUR: 1_000 },
  contracts: [{ contract: 'c-1', signed: '2027-03-01' }],
  revision: 3,
  changedAt: '',
}
const names = (before: Profile | undefined, now: Profile | undefined) =>
  differencesOf(before, now).map(({ name }) => name)

describe('what differs between two versions of a customer', () => {
  it('is nothing where both say the same', () => {
    expect(differencesOf(ann, { ...ann, revision: 4 })).toEqual([])
  })

  it('is each attribute that was changed, added or taken back', () => {
    const now = { ...ann, attributes: { city: 'Graz', size: 3 } }
    expect(differencesOf(ann, now)).toEqual([
      { name: 'city', before: 'Vienna', now: 'Graz' },
      { name: 'vip', before: 'true', now: '–' },
      { name: 'size', before: '–', now: '3' },
    ])
  })

  it('is what was bought and signed', () => {
    const contracts = [{ contract: 'c-1', signed: '2027-03-01', ended: '2027-06-30' }]
    const now = { ...ann, purchases: 2, revenue: { EUR: 1_500, CHF: 10 }, contracts }
    expect(names(ann, now)).toEqual(['Purchases', 'Revenue, EUR', 'Contracts: c-1', 'Revenue, CHF'])
  })

  it('is that somebody was erased', () => {
    const now = { ...ann, attributes: { erased: true as const } }
    expect(differencesOf({ ...ann, attributes: {} }, now)).toEqual([
      { name: 'Attributes', before: '–', now: 'The personal data were erased.' },
    ])
  })

  it('is all that is known of somebody of whom nothing was', () => {
    expect(names(undefined, ann)).toEqual(['city', 'vip', 'Purchases', 'Revenue, EUR', 'Contracts: c-1'])
  })
})
