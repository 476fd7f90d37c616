import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { StoreUnavailable } from '@ledger/event-sourcing'
import { folderWith } from '../../testing/index.js'
import { inFolder } from './files.js'
import { linesOf, LONGEST_LINE_BYTES } from './lines.js'
import type { Line } from './line.js'
import type { Encoding } from './lines.js'

async function read(content: string | Uint8Array, { gzip = false, encoding = 'utf-8' as Encoding } = {}) {
  using folder = folderWith({ file: content })
  const lines: Line[] = []
  let bytes = 0
  const form = { gzip, encoding, onBytes: (count: number) => (bytes += count) }
  for await (const line of linesOf(inFolder(folder.path).find('file'), form)) lines.push(line)
  return { lines, texts: lines.map(({ text }) => text), codes: lines.map(({ problem }) => problem?.code), bytes }
}

describe('lines of a file', () => {
  it('end with LF or CRLF, and need no end at the last', async () => {
    expect((await read('a\r\nb\n\nc')).lines).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
      { number: 3, text: '' },
      { number: 4, text: 'c' },
    ])
  })

  it('begin behind a byte order mark', async () => {
    expect((await read('\ufeffid\n1')).texts).toEqual(['id', '1'])
    expect((await read(Buffer.from('\ufeffidé\n1', 'utf16le'), { encoding: 'utf-16le' })).texts).toEqual(['idé', '1'])
  })

  it('are listed where they are not in the encoding, and only these', async () => {
    const latin1 = Buffer.concat([Buffer.from('é\n'), Buffer.from([0xe9, 0x0a]), Buffer.from('ok\n')])
    expect((await read(latin1)).codes).toEqual([undefined, 'not-utf-8', undefined])
    expect((await read(latin1, { encoding: 'latin1' })).texts).toEqual(['Ã©', 'é', 'ok'])
    expect((await read(Buffer.from('a\nb', 'utf16le'))).codes).toEqual(['nul-character', 'nul-character'])
  })

  it('are listed and passed over where they are too long', async () => {
    const { codes, texts } = await read(
      `a\n${'x'.repeat(LONGEST_LINE_BYTES + 1)}\n${'y'.repeat(LONGEST_LINE_BYTES)}\nb`,
    )
    expect(codes).toEqual([undefined, 'line-too-long', undefined, undefined])
    expect(texts.at(-1)).toBe('b')
  })

  it('come out of gzip, and say where a damaged archive breaks off', async () => {
    const whole = gzipSync('a\nb\n'.repeat(50_000))
    const { lines, bytes } = await read(whole, { gzip: true })
    expect([lines.length, bytes]).toEqual([100_000, whole.length])
    const half = await read(whole.subarray(0, whole.length - 12), { gzip: true })
    expect(half.codes.at(-1)).toBe('file-broken')
    expect((await read('plain text', { gzip: true })).codes).toEqual(['file-broken'])
  })

  it.each([false, true])('do not end where what keeps them is away for now (gzip: %s)', async (gzip) => {
    const away = async function* () {
      yield gzip ? gzipSync('a\nb\n').subarray(0, 12) : Buffer.from('a\nb\n')
      throw new StoreUnavailable('away')
    }
    const lines = linesOf({ bytes: 4, chunks: away }, { gzip, encoding: 'utf-8' })
    await expect(Array.fromAsync(lines)).rejects.toThrow(StoreUnavailable)
  })
})
