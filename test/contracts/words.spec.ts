import { describe, expect, it } from '@jest/globals'
import { money, toldTypes, wordsOf } from '@ledger/audit'
import { customerDescribed } from '@ledger/customers'
import { erased } from '@ledger/event-sourcing'
import { chronicle } from '../fixtures/chronicle.js'

const told = new Map(chronicle.map((event) => [event.type, wordsOf(event)]))

describe('the words of an event', () => {
  it('are one sentence for every kind of event, with nothing left open', () => {
    expect([...told.keys()].toSorted()).toEqual([...toldTypes].toSorted())
    for (const [type, sentence] of told) {
      expect([type, sentence]).toEqual([type, expect.stringMatching(/^\S.{10,400}[.]$/)])
      expect(sentence).not.toMatch(/undefined|\[object|NaN|null/)
    }
  })

  it.each([
    ['CampaignApproved', 'pat approved the plan: “good”.'],
    [
      'CostRecorded',
      'pat recorded cost invoice-3 of 700.00 EUR on budget line stand, which settles commitment order-1.',
    ],
    ['CostReversed', 'pat took cost invoice-2 of 50.00 EUR off budget line stand: “billed twice”.'],
    ['CommitmentReleased', 'pat released commitment order-2 of 700.00 EUR on budget line stand: “called off”.'],
    ['RegistrationCancelled', 'cyd gave up a seat.'],
    ['TierCutsSet', 'pat cut the tiers by rank at 0.1, 0.4 and 0.8: “fewer in A”.'],
    ['PurchaseReversed', 'pat took back purchase r1 of ann, 120.00 EUR: “sent back”.'],
    [
      'AllocationKeySet',
      'pat decided that indirect cost is shared out by fixed weights (fair 3): “the fair takes most of the office”.',
    ],
    [
      'OverheadRecorded',
      'pat recorded indirect cost rent of 3000.00 EUR for 2027-03 from landlord: “Rent of the office”.',
    ],
    ['CustomerDescribed', 'pat described ann: age, city.'],
  ])('of %s read: %s', (type, sentence) => {
    expect(told.get(type)).toBe(sentence)
  })

  it('say that something was erased, and no value of what was not', () => {
    const { data } = customerDescribed({ customer: 'ann', attributes: erased, at: '2027-03-01T09:00:00.000Z' })
    const metadata = chronicle[0]!.metadata
    expect(wordsOf({ type: 'CustomerDescribed', data, metadata })).toBe('pat described ann; what was said is erased.')
    expect(told.get('CustomerDescribed')).not.toContain('Graz')
  })

  it('count money in its own unit', () => {
    expect([money(1_250_000, 'EUR'), money(5, 'JPY'), money(-1_234, 'KWD')]).toEqual([
      '12500.00 EUR',
      '5 JPY',
      '-1.234 KWD',
    ])
  })
})
