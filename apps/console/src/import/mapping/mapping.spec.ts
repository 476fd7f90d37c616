import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parse } from 'yaml'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { manifestSchema } from '../../../../../libs/imports/src/manifest/manifest-schema.js'
import { columnFields } from './guess.js'
import { fieldsOf, ownId, rowKinds } from '../manifest.js'
import type { Manifest } from '../manifest.js'
import { manifestOf, mappingOf, usual } from './mapping.js'
import type { Mapping, Source } from './mapping.js'

const sales: Mapping = {
  form: { separator: ';' },
  rows: 'purchase',
  fields: {
    customer: { column: 'Customer', slug: true },
    at: { column: 'When' },
    revenue: { column: 'Paid {net}' },
    currency: { text: 'EUR' },
    campaign: { text: 'mailing-{Number}' },
  },
  attributes: {},
  keys: ['Receipt'],
  together: true,
  repeats: false,
  written: { ...usual, time: 'dd.MM.yyyy HH:mm', decimal: ',' },
  source: 'till',
  zone: 'Europe/Vienna',
  currency: 'EUR',
}

describe('the manifest of what was chosen', () => {
  it('says it in short where that means the same', () => {
    expect(manifestOf(sales)).toEqual({
      ledgerImport: 1,
      source: 'till',
      zone: 'Europe/Vienna',
      currency: 'EUR',
      formats: { time: 'dd.MM.yyyy HH:mm', decimal: ',' },
      files: [
        {
          separator: ';',
          rows: 'purchase',
          group: ['Receipt'],
          fields: {
            customer: { column: 'Customer', slug: true },
            at: 'When',
            revenue: { column: 'Paid {net}' },
            currency: { value: 'EUR' },
            campaign: { template: 'mailing-{Number}' },
          },
        },
      ],
    })
  })

  const anyName = fc.oneof(fc.constantFrom('Paid', 'a {b}', 'When'), fc.string({ minLength: 1, maxLength: 9 }))
  const anySource: fc.Arbitrary<Source> = fc
    .tuple(fc.oneof(fc.record({ column: anyName }), fc.record({ text: anyName })), fc.boolean())
    .map(([source, slug]) => (slug ? { ...source, slug } : source))
  const anyMapping: fc.Arbitrary<Mapping> = fc.constantFrom(...rowKinds).chain((rows) => {
    const names = columnFields(rows)
    const needed = names.filter(([, { required }]) => required).map(([name]) => name)
    return fc.record({
      form: fc.constantFrom<Mapping['form']>({}, { separator: ';', encoding: 'latin1' }, { columns: ['1', '2'] }),
      rows: fc.constant(rows),
      fields: fc
        .tuple(fc.tuple(...needed.map(() => anySource)), fc.option(anySource, { nil: undefined }))
        .map(([sources, own]) => ({
          ...Object.fromEntries(needed.map((name, at) => [name, sources[at]!])),
          ...(own === undefined || ownId[rows] === undefined ? {} : { [ownId[rows]]: own }),
        })),
      attributes:
        'attributes' in fieldsOf(rows)
          ? fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), anyName, { minKeys: 1, maxKeys: 3 })
          : fc.constant({}),
      keys: fc.uniqueArray(anyName, { minLength: 1, maxLength: 3 }),
      together: fc.constant(false),
      repeats: fc.boolean(),
      written: fc.record({
        day: fc.constantFrom('', 'd.M.yyyy'),
        time: fc.constantFrom('', 'd.M.yyyy H:mm'),
        decimal: fc.constantFrom('.', ','),
        thousands: fc.constantFrom('', ' ', "'"),
        money: fc.constantFrom('major', 'minor'),
      }),
      source: fc.constant('till'),
      zone: fc.constant('Europe/Vienna'),
      currency: fc.constantFrom('EUR', 'JPY'),
    }) as fc.Arbitrary<Mapping>
  })
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(manifestSchema)

  it('is one that the import takes, and leads back to what was chosen', () => {
    fc.assert(
      fc.property(anyMapping, fc.boolean(), (mapping, together) => {
        const chosen = together ? { ...mapping, together, repeats: false } : mapping
        const manifest = manifestOf(chosen)
        validate({ ...manifest, files: manifest.files.map((part) => ({ path: 'x.csv', ...part })) })
        expect(validate.errors ?? []).toEqual([])
        expect(mappingOf(manifest)).toEqual(chosen)
      }),
    )
  })
})

describe('what a manifest says', () => {
  const changed = (change: object): Manifest => {
    const { files, ...rest } = manifestOf(sales)
    return { ...rest, files: [{ ...files[0]!, ...change }] }
  }
  const withField = (revenue: unknown) => changed({ fields: { ...manifestOf(sales).files[0]!.fields, revenue } })

  it.each([
    ['a sum', withField({ sum: ['Net', 'Tax'] })],
    ['a lookup', withField({ column: 'Paid', lookup: { a: '1' } })],
    ['something for empty cells', withField({ column: 'Paid', default: 0 })],
    ['a form of its own for a field', withField({ column: 'Paid', formats: { decimal: '.' } })],
    ['a number for every row', withField({ value: 5 })],
    ['rows that are passed over', changed({ where: { type: 'sale' } })],
    ['several forms of a day', changed({ formats: { day: ['yyyy', 'd.M.yyyy'] } })],
    ['another rounding', changed({ formats: { rounding: 'refuse' } })],
    ['a packed file', changed({ gzip: true })],
    ['two kinds of rows', { ...manifestOf(sales), files: [...manifestOf(sales).files, ...manifestOf(sales).files] }],
  ])('stays a text where it is more than can be chosen: %s', (_, manifest) => {
    expect(mappingOf(manifest)).toBeUndefined()
  })

  it('can be chosen where it says the same in other words', () => {
    expect(
      mappingOf(changed({ path: 'sales.csv', repeats: 'same', formats: { decimal: ',', thousands: '' } })),
    ).toEqual(sales)
    expect(mappingOf(withField({ column: 'Paid {net}', slug: false }))).toEqual(sales)
  })

  it.each(['docs/examples/cdnow.yaml', 'docs/examples/complete-journey.yaml'])('is no trap in %s', (path) => {
    expect(mappingOf(parse(readFileSync(path, 'utf8'), { merge: true }) as Manifest)).toBeUndefined()
  })
})
