import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { stringify } from 'csv-stringify/sync'
import { blankSeparated } from './blank-separated.js'
import { csv } from './csv.js'
import type { Line } from './line.js'
import { ndjson } from './ndjson.js'
import type { FileRow, RowReader } from './records.js'

async function* lines(text: string): AsyncGenerator<Line> {
  for (const [at, line] of text.split('\n').entries()) yield { number: at + 1, text: line }
}

async function rows(reader: RowReader, text: string, columns: readonly string[]): Promise<readonly FileRow[]> {
  const all: FileRow[] = []
  for await (const row of reader(lines(text), columns)) all.push(row)
  return all
}

const comma = csv({ separator: ',', quote: '"' })
const two = ['a', 'b']
/** `[line, cell, …]` of good rows, `[line, code]` of bad ones. */
const brief = (all: readonly FileRow[]) =>
  all.map((row) => ('code' in row ? [row.line, row.code] : [row.line, ...row.cells]))

describe('CSV', () => {
  it('takes quoted cells, doubled quotes, separators and line breaks in them', async () => {
    expect(brief(await rows(comma, '1,2\n"a,b","say ""x"""\n"two\nlines",3\n,\n', two))).toEqual([
      [1, '1', '2'],
      [2, 'a,b', 'say "x"'],
      [3, 'two\nlines', '3'],
      [5, '', ''],
    ])
  })

  it('takes any separator and any quote, or none', async () => {
    expect(brief(await rows(csv({ separator: ';', quote: "'" }), "1;'a;b'", two))).toEqual([[1, '1', 'a;b']])
    expect(brief(await rows(csv({ separator: '\t', quote: '' }), '5" disk\tx', two))).toEqual([[1, '5" disk', 'x']])
    expect(brief(await rows(csv({ separator: '||', quote: '"' }), '1||2', two))).toEqual([[1, '1', '2']])
  })

  it('lists a row with another number of columns, and keeps its neighbours', async () => {
    expect(brief(await rows(comma, '1,2\n3\n4,5,6\n7,8', two))).toEqual([
      [1, '1', '2'],
      [2, 'column-count'],
      [3, 'column-count'],
      [4, '7', '8'],
    ])
  })

  it.each([
    ['a quote within a cell', '5" disk,x'],
    ['text behind a closing quote', '"a"b,x'],
    ['a quote that is never closed', '"a,x'],
  ])('lists one line for %s, and keeps those behind it', async (_, bad) => {
    const found = brief(await rows(comma, `1,2\n${bad}\n3,4\n"5",6`, two))
    expect(found).toEqual([
      [1, '1', '2'],
      [2, 'quotes'],
      [3, '3', '4'],
      [4, '5', '6'],
    ])
  })

  it('keeps thousands of rows behind a quote that is never closed', async () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `${at},x`).join('\n')
    const found = await rows(comma, `"open,x\n${many}`, two)
    expect(found.filter((row) => 'code' in row)).toHaveLength(1)
    expect(found).toHaveLength(3_001)
  })

  it('says what is wrong with the quotes', async () => {
    const [row] = await rows(comma, '"a,x', two)
    expect(row).toMatchObject({ message: 'a quote is opened and never closed', raw: '"a,x' })
  })

  it('reads back whatever was written as CSV', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é') })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (table) => {
        const found = await rows(comma, stringify(table, { quoted: true }), two)
        expect(found.map((row) => ('code' in row ? row : row.cells))).toEqual(table)
      }),
    )
  })
})

describe('blank-separated rows', () => {
  it('are parted by any number of blanks and tabs', async () => {
    expect(brief(await rows(blankSeparated, ' 1  2\n\n3\t 4 \n5', two))).toEqual([
      [1, '1', '2'],
      [3, '3', '4'],
      [4, 'column-count'],
    ])
  })
})

describe('NDJSON', () => {
  it('takes names, paths of names, numbers, flags and lists', async () => {
    const text = '{"a":1.50,"b":{"c":true},"l":["x",2]}\n{"a":null,"b.c":"flat"}'
    expect(brief(await rows(ndjson, text, ['a', 'b.c', 'l']))).toEqual([
      [1, '1.5', 'true', ['x', '2']],
      [2, '', 'flat', ''],
    ])
  })

  it.each([
    ['{"a":', 'not-json'],
    ['[1]', 'not-json'],
    ['"text"', 'not-json'],
    ['{"a":{"b":1}}', 'not-a-cell'],
  ])('lists %s', async (text, code) => {
    expect(brief(await rows(ndjson, text, ['a']))).toEqual([[1, code]])
  })
})
