/** Ids that were found in a text, each once and in order, and how many stood there again. */
export interface Found {
  readonly ids: readonly string[]
  readonly twice: number
}

const NAMES = ['customer', 'customer id', 'customer_id', 'customerid']
const separators = [',', ';', '\t'] as const

/**
 * The ids of customers in a text: one a line, or parted by blanks, commas or semicolons. Where the first line names
 * columns and one of them is `customer`, the text is a table and only that column counts.
 */
export function customersIn(text: string): Found {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const separator = separators.find((one) => lines[0]?.includes(one)) ?? ','
  const column = cellsOf(lines[0] ?? '', separator).findIndex((name) => NAMES.includes(name.toLowerCase()))
  if (column < 0) return eachOnce(text.split(/[\s,;"]+/))
  return eachOnce(lines.slice(1).map((line) => cellsOf(line, separator)[column] ?? ''))
}

/** The ledger keeps ids in small letters, so those that differ in nothing else are the same. */
function eachOnce(written: readonly string[]): Found {
  const all = written.filter((id) => id !== '')
  const ids = new Map(all.map((id) => [id.toLowerCase(), id]))
  return { ids: [...ids.values()], twice: all.length - ids.size }
}

/** Cells of a line; one in quotes may hold the separator. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cell = new RegExp(` *(?:"((?:[^"]|"")*)" *|([^${separator}]*))(?:${separator}|$)`, 'gy')
  return [...line.matchAll(cell)].map(([, quoted, plain]) => (quoted ?? plain ?? '').replaceAll('""', '"').trim())
}
