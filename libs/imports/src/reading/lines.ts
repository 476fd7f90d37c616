import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { StoreUnavailable } from '@ledger/event-sourcing'
import type { FileBytes } from './files.js'
import type { Line } from './line.js'

/** Of a line that could not be read because the archive is damaged; nothing comes after it. */
export const FILE_BROKEN = 'file-broken'

export type Encoding = 'utf-8' | 'latin1' | 'utf-16le'

/** A longer line is listed and passed over, so that memory stays bounded whatever a file holds. */
export const LONGEST_LINE_BYTES = 65_536
/** That much of a line that cannot be read is kept for whoever looks at it. */
const SHOWN = 200
const NEWLINE = 0x0a

/**
 * The lines of a file in bounded memory. `onBytes` is told how much of the file, as it lies on disk, was read.
 * A file that breaks off (a damaged archive) ends with a line that says so.
 * @throws StoreUnavailable where what keeps the file cannot be read now; the file is not to blame
 */
export async function* linesOf(
  file: FileBytes,
  { gzip, encoding, onBytes }: { gzip: boolean; encoding: Encoding; onBytes?: (bytes: number) => void },
): AsyncGenerator<Line> {
  let number = 0
  try {
    for await (const bytes of byteLines(unpacked(file, gzip, encoding, onBytes))) {
      number += 1
      yield lineOf(number, bytes, encoding)
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    const message = `the file cannot be read further: ${(error as Error).message}`
    yield { number: number + 1, text: '', problem: { code: FILE_BROKEN, message } }
  }
}

async function* unpacked(
  file: FileBytes,
  gzip: boolean,
  encoding: Encoding,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const chunks = told(file.chunks(), onBytes)
  const decoder = encoding === 'utf-16le' ? new TextDecoder('utf-16le', { ignoreBOM: true }) : undefined
  for await (const chunk of gzip ? gunzipped(chunks) : chunks)
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk
}

async function* told(chunks: AsyncIterable<Buffer>, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    onBytes?.(chunk.length)
    yield chunk
  }
}

async function* gunzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(chunks, { objectMode: false })
  const unzip = createGunzip()
  source.on('error', (error) => unzip.destroy(error))
  try {
    for await (const chunk of source.pipe(unzip)) yield chunk as Buffer
  } finally {
    source.destroy()
  }
}

/** Lines as bytes; `null` for one that is too long. A last line without an end counts, an empty one does not. */
async function* byteLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = []
  let length = 0
  const taken = () => {
    const line = length > LONGEST_LINE_BYTES ? null : Buffer.concat(parts)
    parts = []
    length = 0
    return line
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      keep(chunk.subarray(start, end))
      yield taken()
      start = end + 1
    }
    keep(chunk.subarray(start))
  }
  if (length > 0) yield taken()

  function keep(part: Buffer): void {
    length += part.length
    if (length <= LONGEST_LINE_BYTES) parts.push(part)
    else parts = []
  }
}

function lineOf(number: number, bytes: Buffer | null, encoding: Encoding): Line {
  if (bytes === null) {
    return bad(number, '', 'line-too-long', `the line is longer than ${LONGEST_LINE_BYTES} bytes`)
  }
  const text = textOf(bytes, encoding).replace(/\r$/, '')
  const line = number === 1 ? text.replace(/^\ufeff/, '') : text
  if (encoding === 'utf-8' && !isUtf8(bytes)) {
    return bad(number, line, 'not-utf-8', 'the line is not UTF-8; perhaps the file is latin1: say so as its encoding')
  }
  if (line.includes('\0')) {
    return bad(
      number,
      line,
      'nul-character',
      'the line holds a NUL; perhaps the file is utf-16le: say so as its encoding',
    )
  }
  if (encoding === 'utf-16le' && line.includes('\ufffd'))
    return bad(number, line, 'not-utf-16', 'the line is not UTF-16')
  return { number, text: line }
}

const WINDOWS = new TextDecoder('latin1')

const textOf = (bytes: Buffer, encoding: Encoding): string =>
  encoding === 'latin1' ? WINDOWS.decode(bytes) : bytes.toString('utf8')

const bad = (number: number, text: string, code: string, message: string): Line => ({
  number,
  text: text.slice(0, SHOWN),
  problem: { code, message },
})
