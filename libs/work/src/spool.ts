/** One sending of a work's items. The same request sent twice at once arrives as two receipts; one of them is accepted. */
export interface Receipt {
  readonly work: string
  readonly receipt: string
}

/** The items of bulk requests, on the disk until they are carried out: what was accepted survives a crash. */
export abstract class WorkSpool {
  /** Keeps one chunk of items; the same chunk again replaces it. */
  abstract append(of: Receipt, chunk: number, items: readonly unknown[]): Promise<void>
  /** Empty where there is no such chunk. */
  abstract read(receipt: string, chunk: number): Promise<readonly unknown[]>
  abstract remove(receipt: string): Promise<void>
  /** Whatever is here, and when (ISO 8601) the last of it came. */
  abstract list(): Promise<readonly (Receipt & { readonly lastAt: string })[]>
  abstract close(): Promise<void>
}
