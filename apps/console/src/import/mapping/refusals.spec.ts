import { describe, expect, it } from '@jest/globals'
import { ofKind } from './guess.js'
import { usual } from './mapping.js'
import type { Mapping } from './mapping.js'
import { refusalsOf } from './refusals.js'

const columns = ['order', 'customer', 'date', 'total']
const whole: Mapping = {
  ...ofKind('purchase', { form: {}, columns, rows: [] }, { source: 'till', zone: 'Europe/Vienna', currency: 'EUR' }),
}
const without = (name: string) =>
  Object.fromEntries(Object.entries(whole.fields).filter(([field]) => field !== name)) as Mapping['fields']

describe('what is still to be said of a file', () => {
  it('is nothing where all is said', () => {
    expect(refusalsOf(whole, columns)).toEqual({})
  })

  it.each<[string, Partial<Mapping>, Record<string, string>]>([
    ['a needed field', { fields: without('at') }, { 'files.0.fields.at': 'is needed' }],
    ['an empty text', { fields: { ...whole.fields, at: { text: ' ' } } }, { 'files.0.fields.at': 'is needed' }],
    [
      'a column that is not there',
      { fields: { ...whole.fields, at: { column: 'day' } } },
      { 'files.0.fields.at': 'The file has no column “day”.' },
    ],
    [
      'a column that is not there, in a text',
      { fields: { ...whole.fields, campaign: { text: 'c-{no}' } } },
      { 'files.0.fields.campaign': 'The file has no column “no”.' },
    ],
    [
      'what tells a row from others',
      { keys: [] },
      { 'files.0.identity': expect.stringContaining('at least one') as never },
    ],
    ['a key that is not there', { keys: ['no'] }, { 'files.0.identity': 'The file has no column “no”.' }],
    ['the source', { source: '' }, { source: 'is needed' }],
    ['a source that cannot be one', { source: '-till' }, { source: expect.stringContaining('1 to 32') as never }],
    ['zone and currency', { zone: '', currency: '' }, { zone: 'is needed', currency: 'is needed' }],
    [
      'tokens that are none',
      { written: { ...usual, day: 'DD.MM.YYYY', time: 'd.M.yyyy H:mm' } },
      { 'formats.day': expect.stringContaining('no tokens') as never },
    ],
    [
      'a sign that is two',
      { written: { ...usual, decimal: ',', thousands: ',' } },
      { 'formats.thousands': expect.stringContaining('as well') as never },
    ],
    [
      'the attributes of customers',
      { rows: 'customer', keys: [] },
      { 'files.0.fields.attributes': 'Choose at least one.' },
    ],
  ])('is %s', (_, change, refusals) => {
    expect(refusalsOf({ ...whole, ...change }, columns)).toEqual(refusals)
  })

  it('is no key where rows carry an id of their own, unless they are lines of one thing', () => {
    const own = { ...whole, keys: [], fields: { ...whole.fields, purchase: { column: 'order' } } }
    expect(refusalsOf(own, columns)).toEqual({})
    expect(Object.keys(refusalsOf({ ...own, together: true }, columns))).toEqual(['files.0.identity'])
  })
})
