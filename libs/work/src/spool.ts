/** The items of bulk requests, on the disk until they are carried out: what was accepted survives a crash. */
export abstract class WorkSpool {
  /** Keeps one chunk of items; the same chunk again replaces it. */
  abstract append(work: string, chunk: number, items: readonly unknown[]): Promise<void>
  /** Empty where there is no such chunk. */
  abstract read(work: string, chunk: number): Promise<readonly unknown[]>
  abstract remove(work: string): Promise<void>
  /** The works that have anything here. */
  abstract list(): Promise<readonly string[]>
  abstract close(): Promise<void>
}
