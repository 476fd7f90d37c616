import { save } from '../api/download'

/** What a spreadsheet would take for a formula is defused. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text)

const cell = (value: string | number | undefined): string => {
  const text = harmless(String(value ?? ''))
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export type Row = readonly (string | number | undefined)[]

export const csvOf = (rows: readonly Row[]): string => rows.map((row) => `${row.map(cell).join(',')}\n`).join('')

/** Saves what is on the screen; the first row names the columns. */
export const saveRows = (rows: readonly Row[], name: string): void =>
  save(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
