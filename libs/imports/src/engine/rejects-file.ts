import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { harmless } from '@ledger/values'
import { stringify } from 'csv-stringify/sync'
import type { Reject } from './import-report.js'
import type { PreparedImport } from './prepare-import.js'

const HEAD = ['file', 'line', 'code', 'reason', 'raw'] as const
const WAITING = 500

/**
 * The rows that were not taken, as CSV: where each stands, why it was refused, and its cells under their own columns, so
 * that it can be mended and imported again. It is there from `close` on, which gives its name,
 * if any row came.
 */
export class RejectsFile {
  private descriptor: number | undefined
  private readonly columns: readonly string[]
  private waiting: string[][] = []
  private closed = false

  /** Written beside and renamed at the end: the file may be the one that an import before has made and that is read now. */
  private readonly beside: string

  constructor(
    private readonly path: string,
    { files }: PreparedImport,
  ) {
    this.beside = `${path}.${process.pid}.new`
    this.columns = [...new Set(files.flatMap(({ source }) => source.columns))]
  }

  add({ file, line, code, message, raw = '', cells = {} }: Reject): void {
    if (this.descriptor === undefined) {
      this.descriptor = openSync(this.beside, 'w')
      // A column of the input may be called as one of these; both then stand there.
      this.waiting.push([...HEAD, ...this.columns])
    }
    this.waiting.push([file, String(line), code, message, raw, ...this.columns.map((column) => cells[column] ?? '')])
    if (this.waiting.length >= WAITING) this.write()
  }

  /** The name of the file, if it was made. A second call does nothing more. */
  close(): string | undefined {
    if (this.descriptor === undefined) return undefined
    if (!this.closed) {
      this.write()
      closeSync(this.descriptor)
      renameSync(this.beside, this.path)
    }
    this.closed = true
    return this.path
  }

  private write(): void {
    writeSync(this.descriptor!, stringify(this.waiting.map((row) => row.map(harmless))))
    this.waiting = []
  }
}
