import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import type { Reject } from './import-report.js'
import type { PreparedImport } from './prepare-import.js'
import { RejectsTable } from './rejects-table.js'

const WAITING = 500

/** The rows that were not taken, as a file. It is there from `close` on, which gives its name, if any row came. */
export class RejectsFile {
  private descriptor: number | undefined
  private readonly table: RejectsTable
  private waiting: Reject[] = []
  private closed = false

  /** Written beside and renamed at the end: the file may be the one that an import before has made and that is read now. */
  private readonly beside: string

  constructor(
    private readonly path: string,
    prepared: PreparedImport,
  ) {
    this.beside = `${path}.${process.pid}.new`
    this.table = new RejectsTable(prepared)
  }

  add(reject: Reject): void {
    if (this.descriptor === undefined) {
      this.descriptor = openSync(this.beside, 'w')
      writeSync(this.descriptor, this.table.head)
    }
    this.waiting.push(reject)
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
    writeSync(this.descriptor!, this.table.rows(this.waiting))
    this.waiting = []
  }
}
