import { describe, expect, it } from '@jest/globals'
import type { FilePart, Manifest } from '../manifest.js'
import type { Preview } from './preview.js'
import { readings } from './reading.js'

const found: Preview = {
  form: {},
  columns: ['who', 'when', 'paid'],
  rows: [
    { line: 2, cells: ['A', '3.1.2017', '1.009,50'] },
    { line: 3, cells: ['B', 'soon', '1'] },
    { line: 4, cells: ['C'], problem: { code: 'column-count', message: 'the row has 1 columns instead of 3' } },
    { line: 5, cells: ['D', '4.1.2017', '1'] },
  ],
}
const file: FilePart = {
  rows: 'purchase',
  identity: ['who', 'when'],
  where: { who: ['A', 'B'] },
  fields: { customer: 'who', at: 'when', revenue: 'paid' },
}
const manifest: Manifest = {
  ledgerImport: 1,
  source: 'till',
  zone: 'Europe/Vienna',
  currency: 'EUR',
  formats: { day: 'd.M.yyyy', decimal: ',', thousands: '.' },
  files: [file],
}

describe('how the first rows are read', () => {
  it('is how the import reads them', () => {
    expect(readings(manifest, file, found)).toEqual([
      {
        line: 2,
        values: { customer: 'A', at: { at: '2017-01-03T11:00:00.000Z', day: '2017-01-03' }, revenue: 100_950 },
      },
      { line: 3, wrong: expect.stringMatching(/^at: "soon" is no time/) as never },
      { line: 4, wrong: 'the row has 1 columns instead of 3' },
      { line: 5, passedOver: true },
    ])
  })

  it.each<[string, Partial<Manifest>, Partial<FilePart>]>([
    ['a zone that is none', { zone: 'Vienna' }, {}],
    ['a currency that is none', { currency: 'EU' }, {}],
    ['tokens that are none', { formats: { day: 'DD.MM.YYYY' } }, {}],
    ['tokens of the file that are none', {}, { formats: { time: 'HH:mm' } }],
    ['a column that is not there', {}, { fields: { customer: 'nobody' } }],
    ['a table in another file', {}, { fields: { customer: { column: 'who', lookup: 'people' } } }],
    ['no field at all', {}, { fields: {} }],
  ])('is not known yet with %s', (_, more, part) => {
    expect(readings({ ...manifest, ...more }, { ...file, ...part }, found)).toBeUndefined()
  })
})
