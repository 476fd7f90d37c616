import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { guessForm } from './guess-form.js'

const guessed = (text: string, encoding: BufferEncoding = 'utf8') => guessForm(Buffer.from(text, encoding))

describe('how a file may well be meant', () => {
  it.each([
    ['commas and a header', 'id,name\n1,Ann\n2,Bob\n', { format: 'csv', separator: ',', header: true }],
    ['semicolons with decimal commas', 'id;paid\n1;2,50\n2;3,75\n', { format: 'csv', separator: ';', header: true }],
    ['tabs without a header', '1\t2\n3\t4\n', { format: 'csv', separator: '\t', header: false }],
    ['separators within quotes', 'a,b\n"x;y;z",1\n"u;v",2\n', { format: 'csv', separator: ',', header: true }],
    [
      'columns of blanks',
      '00001 19970101 1 11.77\n00002 19970112  1 12.00\n',
      { format: 'blank-separated', header: false },
    ],
    ['lines of JSON', '{"id":1}\n{"id":2}\n', { format: 'ndjson', header: false }],
    ['one column', 'id\nann\nbob\n', { format: 'csv', separator: ',', header: true }],
    ['two columns of the same name', 'a,a\n1,2\n', { format: 'csv', header: false }],
    ['nothing', '', { format: 'csv', separator: ',', header: false, encoding: 'utf-8' }],
  ])('%s', (_, text, form) => {
    expect(guessed(text)).toMatchObject(form)
  })

  it('by its bytes: the encoding, and whether it is packed', () => {
    expect(guessed('name,town\nAnn,Zürich\n')).toMatchObject({ encoding: 'utf-8', gzip: false })
    expect(guessed('name,town\nAnn,Zürich\n', 'latin1')).toMatchObject({ encoding: 'latin1' })
    expect(guessed('\ufeffname;town\nAnn;Zürich\n', 'utf16le')).toMatchObject({ encoding: 'utf-16le', separator: ';' })
    const packed = gzipSync('a|b\n1|2\n'.repeat(10_000))
    expect(guessForm(packed.subarray(0, packed.length - 10))).toMatchObject({
      gzip: true,
      separator: '|',
      header: true,
    })
    expect(guessForm(Buffer.from([0x1f, 0x8b, 1, 2, 3]))).toMatchObject({ gzip: true, format: 'csv' })
  })
})
