/** What can be uploaded, as the chooser of the browser is told. */
export const accepted = '.csv,.tsv,.tab,.txt,.dat,.ndjson,.jsonl,.gz,text/csv,text/plain'

/** What a file is that cannot be imported. */
export type Unfit = 'spreadsheet' | 'document' | 'picture'

/** How many bytes tell a kind. */
export const TELLING_BYTES = 8

const signs: readonly (readonly [Unfit, readonly number[]])[] = [
  // Workbooks of today are zip archives.
  ['spreadsheet', [0x50, 0x4b, 0x03, 0x04]],
  ['spreadsheet', [0xd0, 0xcf, 0x11, 0xe0]],
  ['document', [0x25, 0x50, 0x44, 0x46]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
]

/** Whether a file is no table at all, by its first bytes and not by its name. */
export const unfit = (start: Uint8Array): Unfit | undefined =>
  signs.find(([, sign]) => sign.every((byte, at) => start[at] === byte))?.[0]

/** The content type under which a file is sent. */
export function typeOf(name: string): string {
  if (/\.gz$/i.test(name)) return 'application/gzip'
  if (/\.(ndjson|jsonl)$/i.test(name)) return 'application/x-ndjson'
  return /\.csv$/i.test(name) ? 'text/csv' : 'application/octet-stream'
}

const LONGEST_NAME = 200

/** The name under which it is kept: what cannot be printed goes, and the ending stays. */
export function keptName(name: string): string {
  const printable = name.replaceAll(/[\p{C}/\\]/gu, '').trim() || 'file'
  return [...printable].slice(-LONGEST_NAME).join('')
}
