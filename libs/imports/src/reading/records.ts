import type { Line } from './line.js'

/** One row of a file: its cells by column, or why it cannot be taken. */
export type FileRow = GoodRow | BadRow

export interface GoodRow {
  readonly line: number
  readonly cells: readonly Cell[]
}

/** Text, as it stands; in NDJSON a list too. */
export type Cell = string | readonly string[]

export interface BadRow {
  readonly line: number
  readonly code: string
  readonly message: string
  readonly raw: string
  /** As far as the row could be taken apart: they may still tell to which group it belongs. */
  readonly cells?: readonly Cell[]
}

/** Reads rows out of lines. The columns are known by then; each row has a cell for each. */
export type RowReader = (lines: AsyncIterable<Line>, columns: readonly string[]) => AsyncGenerator<FileRow>

export const badRow = ({ number, text }: Line, code: string, message: string): BadRow => ({
  line: number,
  code,
  message,
  raw: text,
})

/** A row, if it has as many cells as there are columns. */
export function counted(line: Line, cells: readonly string[], columns: readonly string[]): FileRow {
  if (cells.length === columns.length) return { line: line.number, cells }
  return { ...badRow(line, 'column-count', `the row has ${cells.length} columns instead of ${columns.length}`), cells }
}
