import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { keptName, typeOf, unfit } from './file-kind.js'

describe('a file that is to be uploaded', () => {
  it.each([
    ['a workbook', [0x50, 0x4b, 0x03, 0x04, 0x14], 'spreadsheet'],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'spreadsheet'],
    ['a PDF', [...Buffer.from('%PDF-1.7')], 'document'],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d], 'picture'],
    ['text', [...Buffer.from('id;name')], undefined],
    ['text with a byte order mark', [0xef, 0xbb, 0xbf, 0x69], undefined],
    ['UTF-16', [0xff, 0xfe, 0x69, 0x00], undefined],
    ['packed text', [...gzipSync('id;name').subarray(0, 8)], undefined],
    ['too little to tell', [0x50], undefined],
  ])('is known by its first bytes: %s', (_, bytes, kind) => {
    expect(unfit(Uint8Array.from(bytes))).toBe(kind)
  })

  it('is sent as what it is called', () => {
    expect(['a.csv', 'A.CSV', 'a.csv.gz', 'a.ndjson', 'a.jsonl', 'a.txt', 'a'].map(typeOf)).toEqual([
      'text/csv',
      'text/csv',
      'application/gzip',
      'application/x-ndjson',
      'application/x-ndjson',
      'application/octet-stream',
      'application/octet-stream',
    ])
  })

  it('is kept under a name that the service takes, with its ending', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const kept = keptName(`${name}.csv`)
        expect(kept).toMatch(/^[^\p{C}/\\]{1,200}$/u)
        expect(kept.endsWith('.csv')).toBe(true)
      }),
    )
    expect(keptName('Käufe Mai.csv')).toBe('Käufe Mai.csv')
    expect(keptName('\u0000')).toBe('file')
  })
})
