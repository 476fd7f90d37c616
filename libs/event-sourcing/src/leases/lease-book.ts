/** A lease as it is kept. It stays when nobody holds it, so that its token never comes again. */
export interface LeaseRecord {
  /** Missing where it was given back. */
  readonly holder?: string
  /** Rises with every acquisition. */
  readonly token: number
  /** Rises with every sign of life of its holder. */
  readonly beat: number
  /** How long the holder may go without one. */
  readonly ttlMs: number
}

/** Where leases are kept. `testing/leases.contract.ts` is the definition. */
export abstract class LeaseBook {
  abstract read(name: string): Promise<LeaseRecord | undefined>
  /** Those whose names begin so, by name. */
  abstract list(prefix: string): Promise<ReadonlyMap<string, LeaseRecord>>
  /** Puts a record where token and beat are still those of `over` (no record where it is undefined), in one step; whether it did. */
  abstract put(name: string, record: LeaseRecord, over: LeaseRecord | undefined): Promise<boolean>
}
