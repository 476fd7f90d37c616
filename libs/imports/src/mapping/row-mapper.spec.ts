import { describe, expect, it } from '@jest/globals'
import type { FieldSource, ImportFile } from '../manifest/manifest.js'
import { mergeRows } from './merge-rows.js'
import { ownIdOf } from './own-id.js'
import { rowMapper } from './row-mapper.js'

const lookups = new Map([['start', new Map([['8', '2017-05-08']])]])
const surroundings = { zone: 'Europe/Vienna', currency: 'EUR', forms: [], lookups }

/** One field of a purchase out of a row of named cells; the message where it cannot be. */
function field(
  name: string,
  source: FieldSource,
  cells: Record<string, string | readonly string[]>,
  more: Partial<ImportFile> = {},
) {
  const fields = { customer: { value: 'c' }, at: { value: '2017-01-01' }, revenue: { value: '1' }, [name]: source }
  const file: ImportFile = { path: 'x', rows: 'purchase', fields, ...more }
  const row = rowMapper(file, Object.keys(cells), surroundings)(Object.values(cells))
  if (row === undefined) return 'passed over'
  return 'message' in row ? row.message : row.values[name]
}

describe('a field', () => {
  it.each<[string, FieldSource, Record<string, string | readonly string[]>, unknown]>([
    ['a column, without the blanks around it', 'id', { id: ' 7 ' }, '7'],
    ['a template', 'hh-{id}-{n}', { id: '7', n: 'x' }, 'hh-7-x'],
    ['a constant', { value: 7 }, {}, '7'],
    ['a table', { column: 'id', lookup: { A: 'a1' } }, { id: 'A' }, 'a1'],
    ['another file', { column: 'id', lookup: 'start' }, { id: '8' }, '2017-05-08'],
    ['a default, where the cell is empty', { column: 'id', default: 'nobody' }, { id: ' ' }, 'nobody'],
    ['a default, where the table has nothing', { column: 'id', lookup: { A: 'a1' }, default: 'x' }, { id: 'B' }, 'x'],
    ['a text made an id', { column: 'id', slug: true }, { id: ' Type A / Größe' }, 'type-a-gro-e'],
  ])('comes from %s', (_, source, cells, value) => expect(field('customer', source, cells)).toBe(value))

  it.each<[string, FieldSource, Record<string, string | readonly string[]>, string]>([
    ['an empty column', 'id', { id: '' }, 'customer is empty'],
    ['a template with an empty column', 'hh-{id}', { id: '' }, 'customer is empty'],
    [
      'a text that the table does not have',
      { column: 'id', lookup: { A: 'a1' } },
      { id: 'B' },
      'customer: "B" is not in the lookup',
    ],
    ['a list', 'id', { id: ['a', 'b'] }, 'customer: id holds a list where one text belongs'],
  ])('says so for %s', (_, source, cells, message) => expect(field('customer', source, cells)).toBe(message))

  it.each<[string, FieldSource, Record<string, string>, unknown]>([
    ['major units', 'v', { v: '12.345' }, 1_235],
    ['minor units', { column: 'v', formats: { money: 'minor' } }, { v: '1234' }, 1_234],
    ['a decimal comma', { column: 'v', formats: { decimal: ',', thousands: '.' } }, { v: '1.234,5' }, 123_450],
    ['a sum, rounded once', { sum: ['v', '-w'] }, { v: '0.015', w: '0.011' }, 0],
    ['a sum with an empty cell', { sum: ['v', 'w'] }, { v: '1', w: '' }, 100],
    [
      'nothing finer than a cent, where that is asked for',
      { column: 'v', formats: { rounding: 'refuse' } },
      { v: '0.001' },
      'revenue: the amount is too large, or finer than the smallest unit of EUR',
    ],
    ['no text', 'v', { v: '12 €' }, 'revenue: "12 €" is no number with "." as its decimal sign'],
  ])('of money takes %s', (_, source, cells, value) => expect(field('revenue', source, cells)).toBe(value))

  it('of money is scaled by the currency of its row', () => {
    const fields = { customer: 'c', at: 'd', revenue: 'v', currency: 'k' }
    const map = rowMapper({ path: 'x', rows: 'purchase', fields }, ['c', 'd', 'v', 'k'], surroundings)
    const revenue = (currency: string) => map(['c', '2017-01-01', '12.5', currency])
    expect(revenue('JPY')).toMatchObject({ values: { revenue: 13 } })
    expect(revenue('KWD')).toMatchObject({ values: { revenue: 12_500 } })
    expect(revenue('??')).toMatchObject({ code: 'bad-field', message: 'revenue: "??" is no currency' })
  })

  it('of a time says which forms were tried', () => {
    const source = { column: 't', formats: { time: 'd.M.yyyy HH:mm', day: ['d.M.yyyy', 'yyyyMMdd'] } }
    expect(field('at', source, { t: '3.4.2017' })).toEqual({ at: '2017-04-03T10:00:00.000Z', day: '2017-04-03' })
    expect(field('at', source, { t: '2017-04-03' })).toBe(
      'at: "2017-04-03" is no time in the form d.M.yyyy HH:mm and no day in the form d.M.yyyy or yyyyMMdd',
    )
  })

  it.each<[string, FieldSource, Record<string, string | readonly string[]>, unknown]>([
    ['one cell', 'p', { p: 'A1' }, [{ product: 'A1', quantity: 1 }]],
    [
      'a cell with several',
      { column: 'p', split: ';', slug: true },
      { p: 'A 1; b;A 1' },
      [
        { product: 'a-1', quantity: 2 },
        { product: 'b', quantity: 1 },
      ],
    ],
    [
      'a list',
      'p',
      { p: ['a', 'b'] },
      [
        { product: 'a', quantity: 1 },
        { product: 'b', quantity: 1 },
      ],
    ],
    ['nothing', 'p', { p: '' }, undefined],
  ])('of products takes %s', (_, source, cells, value) => expect(field('products', source, cells)).toEqual(value))

  it('is not asked for in rows that the manifest passes over', () => {
    const where = { t: ['sale', 'return'] }
    expect(field('customer', 'id', { id: '1', t: 'return' }, { where })).toBe('1')
    expect(field('customer', 'id', { id: '', t: 'header' }, { where })).toBe('passed over')
  })
})

describe('rows of a group', () => {
  it('add amounts, unite products, take the earliest time, and fill each other in', () => {
    const row = (revenue: number, product: string, hour: number, campaign?: string) => ({
      customer: 'c',
      revenue,
      products: [{ product, quantity: 1 }],
      at: { at: `2017-01-01T0${hour}:00:00.000Z`, day: '2017-01-01' },
      ...(campaign === undefined ? {} : { campaign }),
    })
    expect(mergeRows('purchase', [row(100, 'a', 9), row(250, 'b', 8, 'x'), row(1, 'a', 9)])).toEqual({
      customer: 'c',
      revenue: 351,
      products: [
        { product: 'a', quantity: 2 },
        { product: 'b', quantity: 1 },
      ],
      at: { at: '2017-01-01T08:00:00.000Z', day: '2017-01-01' },
      campaign: 'x',
    })
  })

  it('must agree in everything else', () => {
    expect(() => mergeRows('purchase', [{ customer: 'a' }, { customer: 'b' }])).toThrow('customer is "a" and "b"')
  })
})

describe('the id of a row without one', () => {
  it('is readable where that fits, and says which time it is', () => {
    expect(ownIdOf('cdnow', ['0004', '29.33'])).toBe('cdnow~0004~29.33')
    expect(ownIdOf('cdnow', ['0004', '29.33'], 2)).toBe('cdnow~0004~29.33~~2')
  })

  it.each([[['Ä']], [['A']], [['a b']], [['']], [['x'.repeat(60)]], [['a~b']]])(
    'is a hash where %j does not fit an id',
    (identity) => {
      expect(ownIdOf('shop', identity)).toMatch(/^shop~[0-9a-f]{24}$/)
      expect(ownIdOf('shop', identity)).toBe(ownIdOf('shop', identity))
    },
  )

  it('differs for what differs', () => {
    const ids = [['a', 'b'], ['a~b'], ['a', 'B'], ['ab'], ['a', '', 'b']].map((identity) => ownIdOf('s', identity))
    expect(new Set([...ids, ownIdOf('s', ['A'], 1), ownIdOf('s', ['A'], 2)]).size).toBe(7)
  })
})
