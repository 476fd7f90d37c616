import type { Cell } from '../manifest'
import type { Form } from './mapping'

/** The beginning of a file, as it is read in a form. */
export interface Preview {
  /** How it was read: what was said, and what was found out. */
  readonly form: Form
  readonly columns: readonly string[]
  readonly rows: readonly PreviewRow[]
}

export interface PreviewRow {
  readonly line: number
  /** One for each column; where there is a problem, what could be taken apart. */
  readonly cells: readonly Cell[]
  readonly problem?: { readonly code: string; readonly message: string }
}

/** What stands in a column of the first rows; empty cells are left out. */
export function sampleOf({ columns, rows }: Preview, column: string): readonly string[] {
  const at = columns.indexOf(column)
  return rows
    .filter(({ problem }) => problem === undefined)
    .map(({ cells }) => textOf(cells[at]))
    .filter((text) => text !== '')
}

export const textOf = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell.trim() : (cell ?? []).join(', ')

/** The form as it stands in a manifest: all that a reader of the file needs to know, and what was said of it. */
export function formOf({ form, columns }: Preview, said: Form): Form {
  const { format = 'csv', separator, quote, encoding, header = true } = form
  return {
    ...(format === 'csv' ? {} : { format }),
    ...(format === 'csv' && separator !== undefined ? { separator } : {}),
    ...(format === 'csv' && quote !== undefined && (quote !== '"' || said.quote !== undefined) ? { quote } : {}),
    ...(encoding === undefined ? {} : { encoding }),
    ...(said.columns !== undefined && header ? { header, columns } : {}),
    ...(!header && format !== 'ndjson' ? { columns } : {}),
  }
}
