import { describe, expect, it } from '@jest/globals'
import type { DomainEvent } from '@ledger/event-sourcing'
import { runs, step, walk } from '@ledger/event-sourcing/testing'
import type { Step } from '@ledger/event-sourcing/testing'
import fc from 'fast-check'
import { describeCustomer } from '../describe-customer/describe-customer.js'
import { endContract } from '../end-contract/end-contract.js'
import { recordPurchase } from '../record-purchase/record-purchase.js'
import { reversePurchase } from '../reverse-purchase/reverse-purchase.js'
import { signContract } from '../sign-contract/sign-contract.js'
import { Customer } from './customer.js'
import type { CustomerState } from './customer.js'

const ann = { customer: 'ann' }
const days = ['2027-03-27', '2027-03-28', '2027-03-29']
const moments = ['2027-01-01T08:00:00.000Z', '2027-01-02T08:00:00.000Z']
const day = fc.constantFrom(...days)
const amount = fc.oneof(
  { weight: 5, arbitrary: fc.nat(1_000) },
  fc.integer({ min: Number.MAX_SAFE_INTEGER - 900, max: Number.MAX_SAFE_INTEGER }),
)
const given = (decision: Step['decision'], command: fc.Arbitrary<object>) =>
  fc
    .tuple(command, fc.constantFrom({}, ...moments.map((occurredAt) => ({ occurredAt }))))
    .map(([said, when]) => step(decision, said, when))
const purchase = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5')
const contract = fc.constantFrom('c1', 'c2')
const anything = fc.oneof(
  {
    weight: 3,
    arbitrary: given(
      recordPurchase,
      fc.record(
        {
          purchase,
          day,
          zone: fc.constant('Europe/Vienna'),
          revenue: amount,
          productionCost: amount,
          directCost: amount,
          currency: fc.constantFrom('EUR', 'JPY'),
        },
        { requiredKeys: ['purchase', 'day', 'zone', 'revenue', 'currency'] },
      ),
    ),
  },
  { weight: 2, arbitrary: given(reversePurchase, fc.record({ purchase, reason: fc.constant('sent back') })) },
  given(signContract, fc.record({ contract, day }, { requiredKeys: ['contract', 'day'] })),
  given(endContract, fc.record({ contract, day })),
  given(
    describeCustomer,
    fc.record({
      attributes: fc.dictionary(fc.constantFrom('city', 'age'), fc.constantFrom('x', 1, null), { minKeys: 1 }),
    }),
  ),
)

type Said = {
  purchase: string
  day: string
  revenue: number
  productionCost?: number
  directCost?: number
  currency: string
  contract: string
  attributes: Record<string, unknown>
  at: string
}
const said = (events: readonly DomainEvent[], kind: string) =>
  events.filter(({ type }) => type === kind).map(({ data }) => data as Said)

/** What was bought and not sent back, in one currency, to the cent: big integers cannot be wrong. */
function total(events: readonly DomainEvent[], currency: string, of: (one: Said) => number | undefined): bigint {
  const sum = (kind: string) =>
    said(events, kind)
      .filter((one) => one.currency === currency)
      .reduce((all, one) => all + BigInt(of(one) ?? 0), 0n)
  return sum('PurchaseRecorded') - sum('PurchaseReversed')
}

function check(customer: CustomerState, events: readonly DomainEvent[]): void {
  const once = (names: readonly string[]) => expect(names).toEqual([...new Set(names)])
  const bought = said(events, 'PurchaseRecorded').map((one) => one.purchase)
  const back = said(events, 'PurchaseReversed').map((one) => one.purchase)
  for (const names of [bought, back]) once(names)
  expect(back.filter((one) => !bought.includes(one))).toEqual([])
  for (const currency of ['EUR', 'JPY'])
    for (const of of [(one: Said) => one.revenue, (one: Said) => one.productionCost, (one: Said) => one.directCost]) {
      const sum = total(events, currency, of)
      expect(sum >= 0n && sum <= BigInt(Number.MAX_SAFE_INTEGER)).toBe(true)
    }
  for (const kind of ['ContractSigned', 'ContractEnded']) once(said(events, kind).map((one) => one.contract))
  for (const { signed, ended } of customer.contracts.values()) expect(ended === undefined || ended >= signed).toBe(true)
}

/** An attribute is what was told of the latest moment. */
function attributesOf(events: readonly DomainEvent[]): Record<string, unknown> {
  const found: Record<string, { value: unknown; at: string }> = {}
  for (const { attributes, at } of said(events, 'CustomerDescribed'))
    for (const [name, value] of Object.entries(attributes))
      if (!found[name] || found[name].at <= at) found[name] = { value, at }
  return found
}

describe('whatever is told of a customer, in any order of time', () => {
  it('counts a purchase, its return and a contract once, and adds up to the cent', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40, size: 'max' }), (steps) => {
        const events: DomainEvent[] = []
        for (const taken of walk(Customer, ann, steps)) {
          events.push(...taken.events)
          check(taken.after, events)
          expect(taken.after.attributes).toEqual(attributesOf(events))
        }
      }),
      runs(150),
    )
  })
})
