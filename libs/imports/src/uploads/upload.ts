import type { Counts, Reject } from '../engine/import-report.js'

/** How a file is to be read; what is known of it by its content. */
export interface Form {
  readonly format: 'csv' | 'blank-separated' | 'ndjson'
  /** Of CSV: one character. */
  readonly separator: string
  /** Of CSV; empty where cells are never quoted. */
  readonly quote: string
  readonly encoding: 'utf-8' | 'latin1' | 'utf-16le'
  /** Whether the first line names the columns; else they are called "1", "2", … */
  readonly header: boolean
  readonly gzip: boolean
}

/** A file that was sent, as it was when the last of it had come. */
export interface Upload {
  readonly import: string
  readonly name: string
  readonly bytes: number
  /** Of the file as it came, in hex. */
  readonly sha256: string
  readonly by: string
  /** ISO 8601, as all moments here. */
  readonly uploadedAt: string
  /** Guessed from the content. */
  readonly form: Form
  /** In that form; none where they cannot be found. */
  readonly columns: readonly string[]
}

export type ImportKind = 'check' | 'run'

/** What was asked for last: to see what would be recorded, or to record it. */
export interface AskedImport {
  readonly work: string
  readonly kind: ImportKind
  readonly by: string
  readonly requestedAt: string
  /** As it was sent. */
  readonly manifest: object
  /** Of what was asked of this import lately, newest first: the same key begins nothing anew. */
  readonly keys: readonly { readonly key: string; readonly digest: string }[]
}

/** What became of it so far. */
export interface ImportCourse {
  readonly work: string
  readonly state: 'running' | 'finished' | 'failed' | 'cancelled'
  readonly startedAt?: string
  readonly endedAt?: string
  /** Two and more: it was taken up again after a process had died. */
  readonly tries: number
  readonly progress: { readonly bytes: number; readonly totalBytes: number }
  readonly counts: Counts
  readonly reasons: Readonly<Record<string, number>>
  readonly rejects: readonly Omit<Reject, 'cells'>[]
  readonly failure?: { readonly code: string; readonly message: string }
}

/** What was asked for and what became of it, as others see it. */
export type ImportWork = Omit<AskedImport, 'keys'> &
  Omit<ImportCourse, 'work' | 'state'> & {
    readonly state: ImportCourse['state'] | 'waiting' | 'cancelling'
  }

/** An upload with the last work on it. */
export interface Import extends Upload {
  /** It goes then, unless it is used before. */
  readonly expiresAt: string
  readonly work?: ImportWork
}

/** An upload as it stands in a list. */
export type ImportCard = Omit<Import, 'sha256' | 'form' | 'columns' | 'work'> & {
  readonly work?: Omit<ImportWork, 'manifest' | 'reasons' | 'rejects'>
}

export const isBusy = ({ work }: Pick<Import, 'work'>): boolean =>
  work !== undefined && ['waiting', 'running', 'cancelling'].includes(work.state)
