import { describe, expect, it } from '@jest/globals'
import { formOf, sampleOf } from './preview.js'
import type { Preview } from './preview.js'

const found: Preview = {
  form: { format: 'csv', separator: ';', quote: '"', encoding: 'latin1', header: true },
  columns: ['a', 'b'],
  rows: [
    { line: 2, cells: [' x ', ''] },
    { line: 3, cells: ['broken'], problem: { code: 'column-count', message: 'the row has 1 columns instead of 2' } },
    { line: 4, cells: ['y', ['p', 'q']] },
  ],
}
const inForm = (form: Preview['form']): Preview => ({ ...found, form: { ...found.form, ...form } })

describe('the first rows of a file', () => {
  it('are samples of its columns, but for rows that cannot be taken apart', () => {
    expect([sampleOf(found, 'a'), sampleOf(found, 'b'), sampleOf(found, 'c')]).toEqual([['x', 'y'], ['p, q'], []])
  })

  it.each<[string, Preview, Preview['form'], Preview['form']]>([
    ['what was found out', found, {}, { separator: ';', encoding: 'latin1' }],
    [
      'quotes that are not the usual ones',
      inForm({ quote: '' }),
      {},
      { separator: ';', quote: '', encoding: 'latin1' },
    ],
    ['usual quotes that were asked for', found, { quote: '"' }, { separator: ';', quote: '"', encoding: 'latin1' }],
    [
      'columns without names',
      inForm({ header: false }),
      {},
      { separator: ';', encoding: 'latin1', columns: ['a', 'b'] },
    ],
    [
      'columns that were named otherwise',
      found,
      { columns: ['a', 'b'] },
      { separator: ';', encoding: 'latin1', header: true, columns: ['a', 'b'] },
    ],
    ['JSON', inForm({ format: 'ndjson', encoding: 'utf-8' }), {}, { format: 'ndjson', encoding: 'utf-8' }],
    ['blanks', inForm({ format: 'blank-separated' }), {}, { format: 'blank-separated', encoding: 'latin1' }],
  ])('say in a manifest how to read the rest: %s', (_, preview, said, form) => {
    expect(formOf(preview, said)).toEqual(form)
  })
})
