import { once } from 'node:events'

/** For people: never where `--json` is read. */
export const say = (line = ''): void => void process.stderr.write(`${line}\n`)

/** The result, and nothing else, goes to the standard output. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

export const printJson = (value: unknown): Promise<void> => print(`${JSON.stringify(value, null, 2)}\n`)

/** Rows of cells in columns. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map(String))
  const widths = (texts[0] ?? []).map((_, at) => Math.max(...texts.map((row) => row[at]!.length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (/^[\d.,]+( [a-zA-Z]+)?$/.test(cell) ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
      .join('  ')
      .trimEnd()
  return `${texts.map(line).join('\n')}\n`
}

export const grouped = (count: number): string => count.toLocaleString('en')

/** `1 event`, `1,000 events`. */
export const counted = (count: number, what: string): string => `${grouped(count)} ${what}${count === 1 ? '' : 's'}`

export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = count < 1_000 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), units.length - 1)
  return `${(count / 1_000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`
}
