/** One sending of a work's items. The same request sent twice at once arrives as two receipts; one of them is accepted. */
export interface Receipt {
  readonly work: string
  readonly receipt: string
}

/** Where a chunk is in its sending, and when (ISO 8601) it came. */
export interface KeptChunk {
  readonly chunk: number
  readonly keptAt: string
}

/** The items of bulk requests, on the disk until they are carried out: what was accepted survives a crash. */
export abstract class WorkSpool {
  /** Keeps one chunk of items; the same chunk again replaces it. @param keptAt when it came, where that is not now */
  abstract append(of: Receipt, chunk: number, items: readonly unknown[], keptAt?: string): Promise<void>
  /**
   * Keeps a chunk of items in the place of those that the caller has read; of nothing, where none had been there. False,
   * and nothing is done, where others stand there by now.
   */
  abstract replace(of: Receipt, chunk: number, read: readonly unknown[], items: readonly unknown[]): Promise<boolean>
  /** Empty where there is no such chunk. */
  abstract read(receipt: string, chunk: number): Promise<readonly unknown[]>
  abstract remove(receipt: string): Promise<void>
  /** Whatever is here, and when (ISO 8601) the last of it came. */
  abstract list(): Promise<readonly (Receipt & { readonly lastAt: string })[]>
  /** The chunks of a sending, in order. */
  abstract chunks(receipt: string): Promise<readonly KeptChunk[]>
  abstract close(): Promise<void>
}
