import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { imported, scratchLedger } from '../testing/index.js'
import { manifestSchema } from './manifest/manifest-schema.js'
import { rowFields } from './manifest/row-fields.js'

const howTo = readFileSync('docs/how-to/import-your-data.md', 'utf8')
const reference = readFileSync('docs/reference/import-manifest.md', 'utf8').replace(/ +/g, ' ')

/** The code blocks of a language, in order. */
const blocks = (language: string) =>
  [...howTo.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text!)

describe('docs/how-to/import-your-data.md', () => {
  it('shows a file and a manifest that do what it says', async () => {
    await using ledger = await scratchLedger()
    const { totals } = await imported(ledger, blocks('yaml')[0]!, { 'sales.csv': blocks('csv')[0]! })
    expect(totals).toMatchObject({ rows: 3, items: 2, recorded: 2, rejected: 0 })
    const [tea] = await ledger.recorded()
    expect(tea?.data).toMatchObject({
      customer: 'a-17',
      purchase: 'till~4711',
      day: '2017-01-03',
      revenue: 2_080,
      products: [
        { product: 'tea-250-g', quantity: 2 },
        { product: 'cup', quantity: 1 },
      ],
    })
  })

  it('shows a manifest of several files that works', async () => {
    await using ledger = await scratchLedger()
    const files = {
      'mailings.csv': 'mailing,title,sent,until\n7,Spring,2017-03-01,2017-03-31\n',
      'recipients.ndjson': '{"mailing":7,"person":{"id":"p1"}}\n{"mailing":7,"person":{"id":"p2"}}\n',
      'replies.csv':
        'type,mailing,person,date,yes_or_no\nreply,7,p1,2017-03-02,y\nnote,7,,,\nreply,7,p2,2017-03-03,n\n',
      'people.csv': Buffer.from('person,city,age\np1,Köln,30-39\n', 'latin1'),
    }
    const { totals, report } = await imported(ledger, blocks('yaml')[1]!, files)
    expect(report.files.map(({ recorded }) => recorded)).toEqual([1, 2, 2, 2, 1])
    expect(totals).toMatchObject({ passedOver: 1, rejected: 0 })
    expect((await ledger.recorded()).at(-1)?.data).toMatchObject({ attributes: { city: 'Köln', age: '30-39' } })
  })
})

describe('docs/reference/import-manifest.md', () => {
  it.each(Object.entries(rowFields))('has every field of %s', (kind, fields) => {
    const section = reference.slice(reference.indexOf(`\n### ${kind}\n`)).split('\n### ')[1]
    for (const [name, { type, about, ...more }] of Object.entries(fields)) {
      expect(section).toContain(`| \`${name}\`${'required' in more ? ' *' : ''} | ${type} | ${about} |`)
    }
  })

  it('has every word of the manifest, of a file, of a field and of the formats', () => {
    const { $defs, properties } = manifestSchema as unknown as {
      $defs: Record<string, { properties?: object }>
      properties: object
    }
    const words = [
      properties,
      ...['file', 'expression', 'formats', 'lookup'].map((name) => $defs[name]?.properties ?? {}),
    ].flatMap(Object.keys)
    expect(words.length).toBeGreaterThan(30)
    const quoted = [...reference.matchAll(/`([^`\n]+)`/g)].flatMap(([, text]) => text!.split(/[^$A-Za-z]+/))
    expect(words.filter((word) => word !== '$schema' && !quoted.includes(word))).toEqual([])
  })
})
