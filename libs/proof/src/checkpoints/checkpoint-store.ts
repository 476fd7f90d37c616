/** A checkpoint as it is kept: what was signed, when, and by whom besides. */
export interface KeptCheckpoint {
  /** Leaves of the tree that it is of; no two checkpoints have the same. */
  readonly size: number
  /** The signed note, with the countersignatures that have come since. */
  readonly note: string
  /** By the clock of the process that signed it; not signed itself. */
  readonly issuedAt: string
}

/**
 * Where checkpoints are kept, for ever: what was signed cannot be signed again as it was. `testing/checkpoint-store.contract.ts`
 * is the definition.
 */
export abstract class CheckpointStore {
  /** Keeps a checkpoint of a larger tree than all that are there; false where there is one of that size or a larger one. */
  abstract add(checkpoint: KeptCheckpoint): Promise<boolean>
  abstract latest(): Promise<KeptCheckpoint | undefined>
  /** The checkpoint of a tree of this size. */
  abstract at(size: number): Promise<KeptCheckpoint | undefined>
  /** The newest of those below a size (of all, where none is given), newest first. */
  abstract before(size: number | undefined, limit: number): Promise<readonly KeptCheckpoint[]>
  /** Those from a size on, in their order. */
  abstract from(size: number, limit: number): Promise<readonly KeptCheckpoint[]>
  /** Puts a signature line below a checkpoint, once; false where there is no such checkpoint. */
  abstract countersign(size: number, line: string): Promise<boolean>
  abstract close(): Promise<void>
}
