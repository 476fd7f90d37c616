import { describe, expect, it } from '@jest/globals'
import { customerCommands } from './customer-commands.js'
import type { Profile } from './customer-commands.js'

const ann: Profile = {
  customer: 'ann',
  attributes: { city: 'Vienna' },
  purchases: 0,
  revenue: {},
  contracts: [],
  revision: 0,
  changedAt: '',
}
const possible = (profile: Profile | undefined) =>
  customerCommands.filter((one) => one.possible(profile)).map(({ name }) => name)
const bodyOf = (name: string, said: object) => customerCommands.find((one) => one.name === name)!.body!(said)

describe('what can be done about a customer', () => {
  const facts = ['recordPurchase', 'signContract']

  it('depends on what is known of them', () => {
    expect(possible(undefined)).toEqual([...facts, 'describe'])
    expect(possible(ann)).toEqual([...facts, 'describe', 'erase'])
    expect(possible({ ...ann, purchases: 2 })).toEqual([...facts, 'describe', 'reversePurchase', 'erase'])
    expect(possible({ ...ann, purchases: 2, attributes: { erased: true } })).toEqual([...facts, 'reversePurchase'])
  })

  it('is erased by those who may erase, and by nobody else', () => {
    expect(customerCommands.filter(({ ability }) => ability !== 'command').map(({ name }) => name)).toEqual(['erase'])
  })

  it('sends amounts in the smallest unit of their currency', () => {
    const purchase = { purchase: 'r-1', day: '2027-03-01', zone: 'UTC', revenue: '12.34', currency: ' eur ' }
    expect(bodyOf('recordPurchase', purchase)).toEqual({ ...purchase, revenue: 1234, currency: 'EUR' })
    const more = { ...purchase, productionCost: '0', directCost: '1', linked: 'fair', currency: 'JPY', revenue: '500' }
    const { linked, ...sent } = more
    expect(bodyOf('recordPurchase', more)).toEqual({
      ...sent,
      revenue: 500,
      productionCost: 0,
      directCost: 1,
      campaign: linked,
    })
    expect(bodyOf('signContract', { contract: 'c', day: '2027-03-01', worth: '7', currency: 'EUR' })).toEqual({
      contract: 'c',
      day: '2027-03-01',
      value: 700,
      currency: 'EUR',
    })
  })

  it.each([
    ['Vienna', 'Vienna'],
    ['45', 45],
    ['true', true],
    ['"1010"', '1010'],
    ['[1]', '[1]'],
    ['null', 'null'],
    [undefined, null],
  ])('describes by texts, numbers, true and false, and takes back by nothing: %s', (value, sent) => {
    expect(bodyOf('describe', { attribute: ' plz ', ...(value === undefined ? {} : { value }) })).toEqual({
      attributes: { plz: sent },
    })
  })
})
