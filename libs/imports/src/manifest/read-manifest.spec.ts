import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { manifestSchema } from './manifest-schema.js'
import { BadManifest, readManifest } from './read-manifest.js'

const sound = `ledgerImport: 1
source: shop
zone: Europe/Vienna
currency: EUR
files:
  - path: sales.csv
    rows: purchase
    identity: [receipt]
    fields:
      customer: c-{id}
      at: day
      revenue: { column: paid, formats: { decimal: ',' } }
`

/** What is wrong with a manifest, as `line:column message`. */
function problems(text: string): readonly string[] {
  try {
    readManifest(text)
    return []
  } catch (error) {
    if (!(error instanceof BadManifest)) throw error
    return error.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
  }
}
const changed = (from: string | RegExp, to: string) => problems(sound.replace(from, to))

describe('a manifest', () => {
  it('is YAML or JSON', () => {
    const { manifest } = readManifest(sound)
    expect(readManifest(JSON.stringify(manifest, null, 2)).manifest).toEqual(manifest)
  })

  it.each(['complete-journey', 'cdnow'])('is sound in the example %s', (name) => {
    expect(problems(readFileSync(`docs/examples/${name}.yaml`, 'utf8'))).toEqual([])
  })

  it.each([
    [
      'a word that is not known',
      'zone:',
      'zoone: x\nzone:',
      /^3:1 zoone is not known here; known are ledgerImport, source/,
    ],
    [
      'a field that the rows do not have',
      'at: day',
      'at: day\n      when: day',
      /^12:7 when is not known here; known are customer, at, revenue/,
    ],
    ['a field that is missing', '      at: day\n', '', /^10:7 fields needs at$/],
    ['a kind of row that there is not', 'rows: purchase', 'rows: sale', /^7:11 rows must be one of "customer",/],
    [
      'a source of two kinds',
      '{ column: paid,',
      '{ column: paid, value: 1,',
      /^12:16 revenue needs exactly one of column, template, value, sum$/,
    ],
    ['rows that nothing tells apart', '    identity: [receipt]\n', '', /^6:5 identity is needed/],
    ['a zone that there is not', 'Europe/Vienna', 'Europe/Wien', /^3:7 zone must be a time zone/],
    ['a currency that there is not', 'currency: EUR', 'currency: EUX', /^4:11 currency must be an ISO 4217 currency/],
    ['a source that cannot stand in ids', 'source: shop', 'source: My Shop', /^2:9 source must be 1 to 32 letters/],
    [
      'decimals like thousands',
      "decimal: ','",
      "decimal: ',', thousands: ','",
      /^12:\d+ thousands and decimal must differ/,
    ],
    [
      'a day that names no year',
      'at: day',
      'at: { column: day, formats: { day: d.M. } }',
      /^11:\d+ d\.M\. names no whole day/,
    ],
    [
      'counted repeats of a group',
      'identity: [receipt]',
      'group: [receipt]\n    repeats: count',
      /^9:14 repeats can only be counted/,
    ],
    ['a version that is to come', 'ledgerImport: 1', 'ledgerImport: 2', /^1:15 ledgerImport must be 1$/],
    ['broken YAML', 'zone: Europe', 'zone: {Europe', /^\d+:\d+ /],
    ['a word said twice', 'zone:', 'source: x\nzone:', /^3:1 Map keys must be unique/],
  ])('says where it has %s', (_, from, to, message) => {
    expect(changed(from, to)[0]).toMatch(message)
  })

  it('says everything that is wrong with it at once', () => {
    expect(changed('rows: purchase', 'rows: purchase\n    sep: x').concat()).toHaveLength(1)
    expect(
      problems(sound.replace('zone: Europe/Vienna', 'zone: 7').replace('path: sales.csv', 'path: 5')),
    ).toHaveLength(2)
  })

  it('finds the place of what an anchor brings in', () => {
    const text = `${sound}  - path: more.csv\n    rows: purchase\n    identity: [receipt]\n    fields: *fields\n`
    const [problem] = problems(
      text.replace('fields:\n', 'fields: &fields\n').replace('at: day', 'at: { columnn: day }'),
    )
    expect(problem).toMatch(/^11:11 at needs exactly one of/)
  })

  it('does not let a few lines of YAML grow without end', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefg'.split('').map((name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdef'[at]}`).join(',')}]`),
    ]
    expect(problems(bomb.join('\n'))[0]).toMatch(/alias/i)
  })
})

describe('the published schema', () => {
  it('is the one by which manifests are checked', () => {
    const published: unknown = JSON.parse(readFileSync('docs/reference/import-manifest.schema.json', 'utf8'))
    expect(published).toEqual(JSON.parse(JSON.stringify(manifestSchema)))
  })
})
