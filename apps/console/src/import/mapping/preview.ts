import type { Cell } from '../manifest'
import type { Form } from './mapping'

/** The beginning of a file, as it is read in a form. */
export interface Preview {
  /** How it was read: what was said, and what was found out. */
  readonly form: Form
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** What stands in a column of the first rows; empty cells are left out. */
export function sampleOf({ columns, rows }: Preview, column: string): readonly string[] {
  const at = columns.indexOf(column)
  return rows.map((row) => textOf(row[at])).filter((text) => text !== '')
}

export const textOf = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell.trim() : (cell ?? []).join(', ')
