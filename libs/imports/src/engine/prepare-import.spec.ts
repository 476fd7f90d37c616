import { describe, expect, it } from '@jest/globals'
import { folderWith } from '../../testing/index.js'
import { BadManifest } from '../manifest/read-manifest.js'
import { prepareImport } from './prepare-import.js'

const text = `ledgerImport: 1
source: shop
zone: Europe/Vienna
currency: EUR
lookups:
  start: { path: starts.csv, key: id, value: day }
files:
  - path: sales.csv
    rows: purchase
    identity: [receipt]
    fields:
      customer: c-{id}
      at: { column: id, lookup: start }
      revenue: paid
`
const files = { 'sales.csv': 'receipt,id,paid\n', 'starts.csv': 'id,day\n1,2017-01-01\n' }

async function problems(manifest: string, content: Record<string, string | Uint8Array>): Promise<readonly string[]> {
  using folder = folderWith(content)
  try {
    await prepareImport({ text: manifest, folder: folder.path })
    return []
  } catch (error) {
    if (!(error instanceof BadManifest)) throw error
    return error.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
  }
}

describe('before anything is written, an import', () => {
  it('finds nothing wrong where nothing is', async () => {
    expect(await problems(text, files)).toEqual([])
  })

  it.each<[string, string, Record<string, string | Uint8Array>, RegExp]>([
    [
      'a file that is not there',
      text.replace('sales.csv', 'salse.csv'),
      files,
      /^8:11 salse\.csv is not there; looked for /,
    ],
    [
      'a file outside of the folder',
      text.replace('sales.csv', '../sales.csv'),
      files,
      /^8:11 \.\.\/sales\.csv must lie within/,
    ],
    [
      'a column that is not there',
      text.replace('revenue: paid', 'revenue: price'),
      files,
      /^14:16 sales\.csv has no column "price"; it has receipt, id, paid$/,
    ],
    [
      'a column of a template that is not there',
      text.replace('c-{id}', 'c-{name}'),
      files,
      /^12:17 sales\.csv has no column "name"/,
    ],
    [
      'an identity that is not there',
      text.replace('[receipt]', '[number]'),
      files,
      /^10:16 sales\.csv has no column "number"/,
    ],
    [
      'a lookup that is not given',
      text.replace('lookup: start', 'lookup: end'),
      files,
      /^13:\d+ there is no lookup called end; lookups are start$/,
    ],
    ['a lookup without its key', text.replace('key: id', 'key: nr'), files, /^6:\d+ starts\.csv has no column "nr"/],
    [
      'a lookup that contradicts itself',
      text,
      { ...files, 'starts.csv': 'id,day\n1,2017-01-01\n1,2017-01-02\n' },
      /^6:\d+ starts\.csv, line 3: 1 is 2017-01-01 before/,
    ],
    [
      'a lookup that cannot be read',
      text,
      { ...files, 'starts.csv': 'id,day\n1\n' },
      /^6:\d+ starts\.csv, line 2: the row has 1 columns instead of 2/,
    ],
    ['an empty file', text, { ...files, 'sales.csv': '' }, /^8:11 sales\.csv is empty/],
    [
      'a column twice',
      text,
      { ...files, 'sales.csv': 'receipt,id,paid,id\n' },
      /^8:11 sales\.csv has two columns called "id"/,
    ],
    [
      'a header in another encoding',
      text,
      { ...files, 'sales.csv': Buffer.from('receipt,id,paid\n', 'utf16le') },
      /^8:\d+ the header of sales\.csv cannot be read: .*utf-16le/,
    ],
    [
      'a header with open quotes',
      text,
      { ...files, 'sales.csv': 'receipt,"id,paid\n' },
      /^8:\d+ the quotes in the header of sales\.csv do not fit together/,
    ],
    [
      'a file said to have no header, and no columns',
      text.replace('rows: purchase', 'rows: purchase\n    header: false'),
      files,
      /^10:13 sales\.csv has no header: give the names of its columns/,
    ],
  ])('finds %s', async (_, manifest, content, problem) => {
    expect(await problems(manifest, content)).toEqual([expect.stringMatching(problem)])
  })

  it('finds everything at once', async () => {
    const manifest = text.replace('revenue: paid', 'revenue: price').replace('[receipt]', '[number]')
    expect(await problems(manifest, { 'sales.csv': files['sales.csv'] })).toHaveLength(3)
  })
})
