import { describe, expect, it } from '@jest/globals'
import { customersIn } from './customers-in.js'

describe('customers in a text', () => {
  it.each([
    ['anna\nben\r\n\n carla ', ['anna', 'ben', 'carla']],
    ['anna, ben;carla', ['anna', 'ben', 'carla']],
    ['"anna"\n"ben"', ['anna', 'ben']],
    ['', []],
  ])('%j are %j', (text, ids) => {
    expect(customersIn(text)).toEqual({ ids, twice: 0 })
  })

  it.each([
    ['customer\nanna\nben', ['anna', 'ben']],
    ['name;Customer;city\n"Berg; Anna";anna;Wien\nBen;ben;Graz', ['anna', 'ben']],
    ['name\tcustomer_id\nAnna\tanna\nBen\t', ['anna']],
    ['"customer","said"\n"anna","""yes"", she said"', ['anna']],
  ])('stand in the column of a table that is called so: %j', (text, ids) => {
    expect(customersIn(text).ids).toEqual(ids)
  })

  it('count once, whatever the case of their letters', () => {
    expect(customersIn('anna\nben\nANNA\nanna')).toEqual({ ids: ['anna', 'ben'], twice: 2 })
  })
})
