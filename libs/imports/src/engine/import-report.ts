/** What became of one file of an import, or of all. */
export interface Counts {
  /** Rows of the file; the header and empty lines are none. */
  readonly rows: number
  /** Rows that `where` passed over. */
  readonly passedOver: number
  /** What the good rows make: a basket of several rows is one. */
  readonly items: number
  /** Items that recorded something. */
  readonly recorded: number
  /** Items of which the ledger knew everything already. */
  readonly unchanged: number
  /** Rows that were listed instead. */
  readonly rejected: number
}

export type FileReport = Counts & { readonly path: string; readonly kind: string }

export interface ImportReport {
  readonly source: string
  readonly dryRun: boolean
  /** Stopped on request before the end. The same import goes on where it stopped: what is there is not doubled. */
  readonly interrupted: boolean
  /** Stands in `$correlationId` of every event of this import. */
  readonly correlationId: string
  readonly seconds: number
  readonly files: readonly FileReport[]
  readonly totals: Counts
  /** How often each reason occurred. */
  readonly reasons: Readonly<Record<string, number>>
  /** The first of the rows that were listed. */
  readonly rejects: readonly Omit<Reject, 'cells'>[]
}

/** A row that was not taken, and why. */
export interface Reject {
  readonly file: string
  readonly line: number
  /** Stable; a refusal of the domain has its own. */
  readonly code: string
  readonly message: string
  /** By column; missing where the row could not be taken apart. */
  readonly cells?: Readonly<Record<string, string>>
  /** The text of a row that could not be taken apart. */
  readonly raw?: string
}

/** How far an import has come. Bytes are those of the files as they lie on disk. */
export interface Progress {
  readonly bytes: number
  readonly totalBytes: number
  readonly file: string
  readonly counts: Counts
}

export const noCounts: Counts = { rows: 0, passedOver: 0, items: 0, recorded: 0, unchanged: 0, rejected: 0 }

export const summed = (all: readonly Counts[]): Counts => {
  const sum: { -readonly [Name in keyof Counts]: number } = { ...noCounts }
  for (const counts of all) for (const name of Object.keys(noCounts) as (keyof Counts)[]) sum[name] += counts[name]
  return sum
}
