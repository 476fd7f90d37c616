import { describe, expect, it } from '@jest/globals'
import {
  customerDescribed,
  customerErased,
  erasureCompleted,
  purchaseRecorded,
  purchaseReversed,
} from '@ledger/customers'
import { erased } from '@ledger/event-sourcing'
import type { DomainEvent } from '@ledger/event-sourcing'
import { folded, recorded } from '@ledger/read-store/testing'
import { customerProfiles } from './profiles.js'

const customer = 'ann'
const described = (attributes: never | object) =>
  customerDescribed({ customer, attributes: attributes as never, at: '2027-01-01T00:00:00.000Z' })
const profile = (...events: readonly DomainEvent[]) =>
  folded(customerProfiles, events.map((event, at) => recorded(event, at + 1)) as never).get(customer)

describe('the profile of a customer', () => {
  it('merges what is told, and drops what is taken back', () => {
    const shown = profile(described({ city: 'Wien', age: 40 }), described({ city: 'Graz', age: null, vip: true }))
    expect(shown?.attributes).toEqual({ city: 'Graz', vip: true })
    expect(shown?.revision).toBe(1)
  })

  it('shows erased data as erased', () => {
    expect(profile(described({ city: 'Wien' }), described(erased))?.attributes).toEqual({ erased: true })
  })

  it('shows a person as erased from then on, and what they bought as before', () => {
    const bought = purchaseRecorded({
      customer,
      purchase: 'p',
      day: '2027-01-01',
      zone: 'UTC',
      revenue: 5,
      currency: 'EUR',
    })
    const shown = profile(described({ city: 'Wien' }), bought, customerErased({ customer, reason: 'asked for it' }))
    expect(shown).toMatchObject({ attributes: { erased: true }, purchases: 1, revenue: { EUR: 5 } })
  })

  it('keeps to the revision of the stream when nothing of the person is left', () => {
    const [gone, completed] = [customerErased({ customer, reason: 'asked for it' }), erasureCompleted({ customer })]
    expect(profile(described({ city: 'Wien' }), gone, completed)).toMatchObject({
      attributes: { erased: true },
      revision: 2,
    })
  })

  it('adds up revenue by currency, less what was sent back', () => {
    const bought = (purchase: string, revenue: number, currency: string) =>
      purchaseRecorded({ customer, purchase, day: '2027-01-01', zone: 'UTC', revenue, currency })
    const back = purchaseReversed({
      customer,
      purchase: 'p1',
      day: '2027-01-01',
      revenue: 10,
      currency: 'EUR',
      reason: 'x',
    })
    expect(profile(bought('p1', 10, 'EUR'), bought('p2', 5, 'EUR'), bought('p3', 7, 'USD'), back)).toMatchObject({
      purchases: 2,
      revenue: { EUR: 5, USD: 7 },
    })
  })
})
