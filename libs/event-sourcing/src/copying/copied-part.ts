/** Something that a ledger keeps beside its log, in two stores that were compared. */
export interface CopiedPart {
  /** How much of it both hold now. */
  readonly held: number
  /** How much of that was copied just now; the rest was there. */
  readonly copied: number
  /** SHA-256, hex, over all of it; the same for both. */
  readonly digest: string
}

/** Told now and then while a part is copied. */
export interface CopyPartOptions {
  readonly onProgress?: (done: number, total: number) => void
  /** Ends it behind the write under way. */
  readonly signal?: AbortSignal | undefined
}
