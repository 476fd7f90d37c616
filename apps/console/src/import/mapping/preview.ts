import type { Schemas } from '../../api/client'
import type { Cell } from '../manifest'
import type { Form } from './mapping'

export type PreviewRow = Schemas['PreviewRow']
/** The first rows of a file. Its form is how it was read: what was said, and what was found out. */
export type Preview = Omit<Schemas['Preview'], 'form'> & { readonly form: Form }

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
