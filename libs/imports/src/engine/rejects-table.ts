import { harmless } from '@ledger/values'
import { stringify } from 'csv-stringify/sync'
import type { Reject } from './import-report.js'
import type { PreparedImport } from './prepare-import.js'

const HEAD = ['file', 'line', 'code', 'reason', 'raw'] as const

/**
 * The rows that were not taken, as CSV: where each stands, why it was refused, and its cells under their own columns, so
 * that it can be mended and imported again. Cells that a spreadsheet would carry out are made text.
 */
export class RejectsTable {
  private readonly columns: readonly string[]

  constructor({ files }: Pick<PreparedImport, 'files'>) {
    this.columns = [...new Set(files.flatMap(({ source }) => source.columns))]
  }

  /** A column of the input may be called as one of the first five; both then stand there. */
  get head(): string {
    return this.textOf([[...HEAD, ...this.columns]])
  }

  rows(rejects: readonly Reject[]): string {
    return this.textOf(
      rejects.map(({ file, line, code, message, raw = '', cells = {} }) => {
        return [file, String(line), code, message, raw, ...this.columns.map((column) => cells[column] ?? '')]
      }),
    )
  }

  private textOf(rows: readonly (readonly string[])[]): string {
    return stringify(rows.map((row) => row.map(harmless)))
  }
}
