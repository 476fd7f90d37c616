import { describe, expect, it } from '@jest/globals'
import { parsed, placed, textOf } from './manifest-yaml.js'
import type { Manifest } from '../manifest.js'

const manifest: Manifest = {
  ledgerImport: 1,
  source: 'till',
  zone: 'Europe/Vienna',
  currency: 'EUR',
  files: [{ rows: 'purchase', separator: ';', identity: ['a'], fields: { customer: 'c', at: 'w', revenue: 'p' } }],
}
const text = textOf(manifest, 'sales.csv')

describe('a manifest as a text', () => {
  it('names the file, for the command line, and says the same', () => {
    expect(text).toContain('path: sales.csv')
    const files = [{ path: 'sales.csv', ...manifest.files[0] }]
    expect(parsed(text, 'none')).toEqual({ said: { ...manifest, files }, manifest: { ...manifest, files } })
    expect(parsed(JSON.stringify(manifest), 'none')).toEqual({ said: manifest, manifest })
  })

  it('takes what is said once for several parts', () => {
    const both = 'files:\n  - fields: &all { at: w }\n  - fields: *all\n'
    expect(parsed(both, 'none')).toEqual({ said: { files: [{ fields: { at: 'w' } }, { fields: { at: 'w' } }] } })
  })

  it('says where it is no YAML', () => {
    expect(parsed('a: 1\nb: [', 'none')).toMatchObject({ wrong: [{ line: 2 }] })
  })

  it.each(['', 'text', '- 1', '5', 'null'])('says that it is none: %j', (other) => {
    expect(parsed(other, 'none')).toEqual({ wrong: [{ message: 'none' }] })
  })

  it('has what the service says of a place where that stands', () => {
    const [at] = text.split('\n').flatMap((line, number) => (line.includes('revenue: p') ? [number + 1] : []))
    expect(placed(text, [{ field: 'files.0.fields.revenue', message: 'no' }])).toMatchObject([
      { line: at, column: expect.any(Number) as never, message: 'no' },
    ])
  })
})
