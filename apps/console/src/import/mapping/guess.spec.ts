import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { fieldsOf, rowKinds } from '../manifest.js'
import { fitted, guessed, likelyFields, ofKind } from './guess.js'
import type { Preview } from './preview.js'

const habits = { source: 'till', zone: 'Europe/Vienna', currency: 'EUR' }

const numbered = (rows: readonly (readonly string[])[]) => rows.map((cells, at) => ({ line: at + 2, cells }))

/** A file, as its lines. */
const file = (...lines: readonly string[]): Preview => {
  const [columns = [], ...rows] = lines.map((line) => line.split(';'))
  return { form: { separator: ';' }, columns, rows: numbered(rows) }
}

const sales = file(
  'Receipt;Customer;When;Article;Pieces;Paid',
  '4711;A-17;03.01.2017 10:15;Tea 250 g;2;11,80',
  '4712;B-4;13.01.2017 11:02;Cup;1;1.009,00',
  '4711;A-17;03.01.2017 10:15;Cup;1;9,00',
)

const anyColumn = fc.oneof(
  fc.constantFrom('customer', 'Date', 'Amount', 'total', 'order_id', 'start', 'end', 'status', 'value', 'name'),
  fc.string({ minLength: 1, maxLength: 12 }),
)
const anyPreview = fc.uniqueArray(anyColumn, { maxLength: 12 }).chain((columns) =>
  fc
    .array(
      fc.array(fc.oneof(fc.constantFrom('2017-01-31', '12.50', ''), fc.string({ maxLength: 8 })), {
        minLength: columns.length,
        maxLength: columns.length,
      }),
      { maxLength: 4 },
    )
    .map((rows): Preview => ({ form: {}, columns, rows: numbered(rows) })),
)

describe('what a file may well be', () => {
  it('is found by what its columns are called and by what stands in them', () => {
    expect(guessed(sales, 'export.csv', habits)).toEqual({
      ...habits,
      form: {},
      rows: 'purchase',
      fields: {
        customer: { column: 'Customer' },
        at: { column: 'When' },
        revenue: { column: 'Paid' },
        products: { column: 'Article', slug: true },
        quantity: { column: 'Pieces' },
      },
      attributes: {},
      keys: ['Receipt'],
      together: true,
      repeats: false,
      written: { day: '', time: 'd.M.yyyy H:mm', decimal: ',', thousands: '.', money: 'major' },
    })
  })

  it.each([
    ['people.csv', file('id;city;age', '1;Graz;30'), 'customer'],
    ['x.csv', file('customer_id;campaign_id;date;reply', '1;2;2017-01-01;yes'), 'answer'],
    ['redemptions.csv', file('household;campaign;day', '1;2;2017-01-01'), 'answer'],
    ['attended.csv', file('household;campaign;day', '1;2;2017-01-01'), 'attendance'],
    ['x.csv', file('campaign;invoice;amount;date;supplier', 'a;7;12.5;2017-01-01;printer'), 'cost'],
    ['x.csv', file('campaign;name;type;start;end;owner', 'a;A;fair;2017-01-01;2017-01-02;pat'), 'campaign'],
    ['x.csv', file('contractno;client;signed;worth', '1;a;2017-01-01;5'), 'contract'],
  ])('%s with %j is read as %s', (name, preview, kind) => {
    expect(guessed(preview, name, habits).rows).toBe(kind)
  })

  it('knows the commitment that a cost settles', () => {
    const preview = file('campaign;invoice;amount;date;purchase order', 'a;7;12.5;2017-01-01;o-1')
    expect(likelyFields('cost', preview)['commitment']).toEqual({ column: 'purchase order' })
  })

  it('takes no column for a day or an amount in which something else stands', () => {
    const preview = file('customer;date;total', 'a;soon;much')
    expect(likelyFields('purchase', preview)).toEqual({ customer: { column: 'customer' } })
  })

  it('takes a day that stands alone as a day', () => {
    const { written } = ofKind('purchase', file('customer;date;total', 'a;31/12/2017;5', 'a;1/2/2017;5'), habits)
    expect(written).toMatchObject({ day: 'd/M/yyyy', time: '' })
  })

  it('does not take rows for lines of one thing where every number comes once', () => {
    expect(ofKind('purchase', file('order;customer', '1;a', '2;a'), habits)).toMatchObject({
      keys: ['order'],
      together: false,
    })
  })

  it('takes the id of a row for that of the person or the campaign that the row is', () => {
    expect(guessed(file('id;city', '7;Graz'), 'people.csv', habits)).toMatchObject({
      rows: 'customer',
      fields: { customer: { column: 'id' } },
    })
    expect(likelyFields('campaign', file('id;name', '7;Fair'))['campaign']).toEqual({ column: 'id' })
    expect(likelyFields('purchase', file('id;date', '7;2017-01-01'))['customer']).toBeUndefined()
  })

  it('knows a column although there are mistakes in some of its cells', () => {
    const days = file('customer;date;amount', 'a;13.1.2017;1,50', 'b;soon;free', 'c;14.1.2017;2,00')
    expect(guessed(days, 'till.csv', habits)).toMatchObject({
      rows: 'purchase',
      fields: { at: { column: 'date' }, revenue: { column: 'amount' } },
      written: { day: 'd.M.yyyy', decimal: ',' },
    })
  })

  it('names fields of the kind and columns of the file only, and gives no column to two fields', () => {
    fc.assert(
      fc.property(anyPreview, fc.constantFrom(...rowKinds), (preview, kind) => {
        const found = Object.entries(likelyFields(kind, preview))
        const columns = found.map(([, source]) => ('column' in source ? source.column : ''))
        expect(found.filter(([name]) => fieldsOf(kind)[name] === undefined)).toEqual([])
        expect(columns.filter((column) => !preview.columns.includes(column))).toEqual([])
        expect(new Set(columns).size).toBe(columns.length)
      }),
    )
  })

  it('finds a field in a column of its own name, whatever stands beside it', () => {
    fc.assert(
      fc.property(anyPreview, fc.nat({ max: 12 }), ({ columns, rows, form }, at) => {
        fc.pre(!columns.some((column) => /^[^a-z0-9]*customer[^a-z0-9]*$/i.test(column.normalize('NFKD'))))
        const beside = (cells: readonly string[], one: string) => [...cells.slice(0, at), one, ...cells.slice(at)]
        const preview = {
          form,
          columns: beside(columns, 'customer'),
          rows: numbered(rows.map(({ cells }) => beside(cells as readonly string[], 'c1'))),
        }
        expect(likelyFields('purchase', preview)['customer']).toEqual({ column: 'customer' })
      }),
    )
  })
})

describe('a choice for a file that is read otherwise', () => {
  const chosen = ofKind('purchase', sales, habits)

  it('stays as it is where all columns are still there', () => {
    expect(fitted(chosen, { ...sales, columns: sales.columns.toReversed() })).toBe(chosen)
  })

  it('finds its fields in the columns that there are now, and lets go of what is in none', () => {
    const other = file('order;client;When;total', '1;a;2017-01-01;5')
    expect(fitted(chosen, other)).toMatchObject({
      fields: { customer: { column: 'client' }, at: { column: 'When' }, revenue: { column: 'total' } },
      keys: [],
    })
    expect(Object.keys(fitted(chosen, other).fields)).toHaveLength(3)
  })

  it('names only columns that are there', () => {
    fc.assert(
      fc.property(anyPreview, anyPreview, fc.constantFrom(...rowKinds), (one, other, kind) => {
        const attributes = Object.fromEntries(one.columns.map((column) => [column, column]))
        const { fields, keys, attributes: kept } = fitted({ ...ofKind(kind, one, habits), attributes }, other)
        const named = Object.values(fields).flatMap((source) => ('column' in source ? [source.column] : []))
        expect([...named, ...keys, ...Object.values(kept)].filter((one) => !other.columns.includes(one))).toEqual([])
      }),
    )
  })
})
