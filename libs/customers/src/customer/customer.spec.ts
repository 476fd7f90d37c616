import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { erased } from '@ledger/event-sourcing'
import { describeCustomer } from '../describe-customer/describe-customer.js'
import { endContract } from '../end-contract/end-contract.js'
import { recordPurchase } from '../record-purchase/record-purchase.js'
import { reversePurchase } from '../reverse-purchase/reverse-purchase.js'
import { signContract } from '../sign-contract/sign-contract.js'
import {
  contractEnded,
  contractSigned,
  customerDescribed,
  purchaseRecorded,
  purchaseReversed,
} from './customer.events.js'

const customer = 'ann'
const ann = { customer }
const now = '2027-02-01T09:00:00.000Z'
const before = '2027-01-01T09:00:00.000Z'

describe('describe customer (C05)', () => {
  const described = customerDescribed({ customer, attributes: { city: 'Vienna', age: 45 }, at: now })

  it('records only what is new', () => {
    given()
      .when(describeCustomer, ann, { attributes: { city: 'Vienna', age: 45 } })
      .then(described)
    given(described)
      .when(describeCustomer, ann, { attributes: { city: 'Graz', age: 45 } })
      .then(customerDescribed({ customer, attributes: { city: 'Graz' }, at: now }))
    given(described)
      .when(describeCustomer, ann, { attributes: { city: 'Vienna' } })
      .saysNothing()
  })

  it('is not overtaken by what is told later of an earlier time', () => {
    given(described)
      .when(describeCustomer, ann, { attributes: { city: 'Graz' } }, { occurredAt: before })
      .saysNothing()
    given(described)
      .when(describeCustomer, ann, { attributes: { city: 'Graz', tall: true } }, { occurredAt: before })
      .then(customerDescribed({ customer, attributes: { tall: true }, at: before }))
  })

  it('does not take two values of one moment of the past', () => {
    const of = customerDescribed({ customer, attributes: { city: 'Vienna' }, at: before })
    given(of)
      .when(describeCustomer, ann, { attributes: { city: 'Graz' } }, { occurredAt: before })
      .refused('attribute-contradicts', { attribute: 'city', at: before })
    given(of)
      .when(describeCustomer, ann, { attributes: { city: 'Vienna' } }, { occurredAt: before })
      .saysNothing()
  })

  it('takes a value back by null, once', () => {
    const gone = customerDescribed({ customer, attributes: { city: null }, at: now })
    given(described)
      .when(describeCustomer, ann, { attributes: { city: null } })
      .then(gone)
    given(described, gone)
      .when(describeCustomer, ann, { attributes: { city: null } })
      .saysNothing()
  })

  it('stands what was erased', () => {
    const gone = customerDescribed({ customer, attributes: erased, at: now })
    given(gone)
      .when(describeCustomer, ann, { attributes: { city: 'Graz' } })
      .then(customerDescribed({ customer, attributes: { city: 'Graz' }, at: now }))
  })
})

describe('purchases (A01)', () => {
  const command = { purchase: 'r1', day: '2027-01-02', zone: 'UTC', revenue: 100, currency: 'EUR' }
  const bought = purchaseRecorded({ customer, ...command })
  const back = purchaseReversed({
    customer,
    purchase: 'r1',
    day: '2027-01-02',
    revenue: 100,
    currency: 'EUR',
    reason: 'sent back',
  })

  it('are recorded once by their id, whatever the source says of it', () => {
    given().when(recordPurchase, ann, command).then(bought)
    given(bought).when(recordPurchase, ann, command).saysNothing()
    given(bought)
      .when(recordPurchase, ann, { ...command, source: 'shop' })
      .saysNothing()
    given(bought)
      .when(recordPurchase, ann, { ...command, revenue: 101 })
      .refused('purchase-exists')
  })

  it('of nothing count, too', () => {
    given()
      .when(recordPurchase, ann, { ...command, revenue: 0 })
      .then(purchaseRecorded({ customer, ...command, revenue: 0 }))
  })

  it('are refused where all of them could no longer be added up to the cent', () => {
    const rest = Number.MAX_SAFE_INTEGER - 100
    const last = { ...command, purchase: 'r2' }
    given(bought)
      .when(recordPurchase, ann, { ...last, revenue: rest })
      .then(purchaseRecorded({ customer, ...last, revenue: rest }))
    given(bought)
      .when(recordPurchase, ann, { ...last, revenue: rest, directCost: 1 })
      .refused('sum-too-large', { currency: 'EUR', turnover: 100 })
    given(bought, back)
      .when(recordPurchase, ann, { ...last, revenue: rest + 100 })
      .then(purchaseRecorded({ customer, ...last, revenue: rest + 100 }))
    given(bought)
      .when(recordPurchase, ann, { ...last, currency: 'JPY', revenue: rest + 100 })
      .then(purchaseRecorded({ customer, ...last, currency: 'JPY', revenue: rest + 100 }))
  })

  it('are taken back once, with everything that a view needs to take out', () => {
    given(bought).when(reversePurchase, ann, { purchase: 'r1', reason: 'sent back' }).then(back)
    given(bought, back).when(reversePurchase, ann, { purchase: 'r1', reason: 'sent back' }).saysNothing()
    given().when(reversePurchase, ann, { purchase: 'r1', reason: 'sent back' }).refused('purchase-unknown')
  })
})

describe('contracts (L01)', () => {
  const command = { contract: 'c1', day: '2027-01-02', value: 1_000, currency: 'EUR' }
  const signed = contractSigned({ customer, ...command })
  const end = { contract: 'c1', day: '2027-06-30' }
  const ended = contractEnded({ customer, ...end })

  it('are signed once by their id', () => {
    given().when(signContract, ann, command).then(signed)
    given(signed).when(signContract, ann, command).saysNothing()
    given(signed)
      .when(signContract, ann, { ...command, value: 2 })
      .refused('contract-exists')
    given().when(signContract, ann, { contract: 'c1', day: '2027-01-02', value: 5 }).refused('value-needs-currency')
  })

  it('end once, on a day that is not before they were signed', () => {
    given(signed).when(endContract, ann, end).then(ended)
    given(signed, ended).when(endContract, ann, end).saysNothing()
    given(signed, ended)
      .when(endContract, ann, { ...end, day: '2027-07-01' })
      .refused('contract-ended')
    given(signed)
      .when(endContract, ann, { ...end, day: '2027-01-01' })
      .refused('contract-ends-before-signed')
    given().when(endContract, ann, end).refused('contract-unknown')
  })
})
