import { isUtf8 } from 'node:buffer'
import { constants, gunzipSync } from 'node:zlib'
import { blankSeparatedCells } from '../reading/blank-separated.js'
import { csvCells } from '../reading/csv.js'
import type { Form } from './upload.js'

/** So much of a file is looked at. Packed, it may be a thousand times as much. */
export const HEAD_BYTES = 16_384
const LINES = 20
const separators = [',', ';', '\t', '|'] as const
const quote = '"'

/** How a file may well be meant, by its beginning. Whoever knows better says so. */
export function guessForm(head: Buffer): Form {
  const gzip = head[0] === 0x1f && head[1] === 0x8b
  const bytes = gzip ? unpacked(head) : head
  const encoding = encodingOf(bytes)
  const lines = linesOf(bytes, encoding, head.length >= HEAD_BYTES)
  const shared = { quote, encoding, gzip }
  if (lines[0]?.trimStart().startsWith('{')) return { ...shared, format: 'ndjson', separator: ',', header: false }
  const [separator, cells] = separators
    .map((one) => [one, lines.map((line) => csvCells(line, { separator: one, quote }) ?? [])] as const)
    .reduce((best, one) => (agreed(one[1]) > agreed(best[1]) ? one : best))
  const blanks = lines.map(blankSeparatedCells)
  if (agreed(cells) > 1 || agreed(blanks) <= 2)
    return { ...shared, format: 'csv', separator, header: isHeader(cells[0] ?? []) }
  return { ...shared, format: 'blank-separated', separator: ',', header: isHeader(blanks[0] ?? []) }
}

function unpacked(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return Buffer.alloc(0)
  }
}

function encodingOf(bytes: Buffer): Form['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  // Every other byte of a western text is 0 in UTF-16.
  const zeros = bytes.subarray(0, 200).filter((byte, at) => at % 2 === 1 && byte === 0).length
  if (zeros > 20 && zeros > Math.min(bytes.length, 200) / 4) return 'utf-16le'
  // The last character may be cut.
  for (let cut = 0; cut < 4; cut += 1) if (isUtf8(bytes.subarray(0, bytes.length - cut))) return 'utf-8'
  return 'latin1'
}

function linesOf(bytes: Buffer, encoding: Form['encoding'], isCut: boolean): readonly string[] {
  const text = new TextDecoder(encoding === 'utf-8' ? 'utf-8' : encoding).decode(bytes)
  const lines = text.split(/\r?\n/)
  if (isCut && lines.length > 1) lines.pop()
  return lines.filter((line) => line.trim() !== '').slice(0, LINES)
}

/** In how many cells nearly all lines agree; 0 where they do not. */
function agreed(lines: readonly (readonly string[])[]): number {
  const counts = lines.map((cells) => cells.length)
  const most = counts.toSorted((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0
  return counts.filter((count) => count === most).length >= counts.length * 0.8 ? most : 0
}

/** Names of columns are words, each once; what looks like a number, a day or nothing is none. */
const isHeader = (cells: readonly string[]): boolean =>
  cells.length > 0 &&
  new Set(cells.map((cell) => cell.trim())).size === cells.length &&
  cells.every((cell) => /\p{L}/u.test(cell) && !/^[-+]?\d/.test(cell.trim()))
