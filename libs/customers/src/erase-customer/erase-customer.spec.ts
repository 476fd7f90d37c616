import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { customerDescribed, customerErased, erasureCompleted, purchaseRecorded } from '../customer/customer.events.js'
import { describeCustomer } from '../describe-customer/describe-customer.js'
import { recordPurchase } from '../record-purchase/record-purchase.js'
import { completeErasure, eraseCustomer } from './erase-customer.js'

const customer = 'ann'
const target = { customer }
const reason = 'asked for it'
const described = customerDescribed({ customer, attributes: { city: 'Wien' }, at: '2027-01-01T00:00:00.000Z' })
const erased = customerErased({ customer, reason })
const completed = erasureCompleted({ customer })
const purchase = { purchase: 'p', day: '2027-01-02', zone: 'UTC', revenue: 5, currency: 'EUR' }

describe('a person who is erased', () => {
  it('is erased once, by whoever is asked first', () => {
    given(described).when(eraseCustomer, target, { reason }).then(erased)
    given(described, erased).when(eraseCustomer, target, { reason: 'again' }).saysNothing()
    given(described, erased, completed).when(eraseCustomer, target, { reason }).saysNothing()
  })

  it('is known to the ledger', () => {
    given().when(eraseCustomer, target, { reason }).refused('customer-unknown', { customer })
  })

  it('is not described again, under the same id', () => {
    given(described, erased)
      .when(describeCustomer, target, { attributes: { city: 'Graz' } })
      .refused('person-erased')
  })

  it('goes on being a customer who buys', () => {
    given(described, erased, completed)
      .when(recordPurchase, target, purchase)
      .then(purchaseRecorded({ customer, ...purchase }))
  })

  it('is completed once, and only where it was begun', () => {
    given(described).when(completeErasure, target, {}).saysNothing()
    given(described, erased).when(completeErasure, target, {}).then(completed)
    given(described, erased, completed).when(completeErasure, target, {}).saysNothing()
  })
})
