import type { Position } from '@ledger/event-sourcing'
import type { Misfiled } from './misfiled.js'
import type { Document } from './view.js'

/** A value that a field of a document is compared with. */
export type Scalar = string | number | boolean | null

/**
 * What a field must be: a value, one of several, or within bounds. All fields named must match. `null` is what is missing,
 * too. Bounds hold among values of one kind, texts or numbers (booleans count as 0 and 1); texts compare by code points.
 */
export type Filter = Readonly<
  Record<string, Scalar | { readonly in: readonly Scalar[] } | { gte?: Scalar; gt?: Scalar; lte?: Scalar; lt?: Scalar }>
>

export interface Query {
  readonly filter?: Filter
  /**
   * Field and direction, most significant first; the key breaks ties, in the direction of the last field. What is missing
   * comes before numbers, numbers before texts.
   */
  readonly sort?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[]
  /** Goes on behind the page that gave this cursor. */
  readonly cursor?: string
  readonly limit: number
}

export interface Entry<D extends Document = Document> {
  readonly key: string
  readonly document: D
  /** The position of the last event folded into it. */
  readonly position: Position
}

export interface Page<D extends Document = Document> {
  readonly entries: readonly Entry<D>[]
  /** Missing on the last page. */
  readonly next?: string
}

/** A document to be written over an older one; `document: null` removes it and leaves a mark that keeps the guard. */
export interface Write {
  readonly key: string
  readonly document: Document | null
  readonly position: Position
}

/** What a scan hands out: fields in order, of the documents that match and whose keys begin in a certain way. */
export interface ScanOptions {
  readonly fields: readonly string[]
  readonly filter?: Filter
  readonly keyPrefix?: string
}

/** One filling of one version of a view: `campaigns`, version 3, build 2. */
export interface Build {
  readonly view: string
  readonly version: number
  readonly build: number
}

export type BuildState = Build & {
  /** Answers queries; at most one build of a version is live. */
  readonly live: boolean
  readonly startedAt: string
}

/** A key that no event is folded into until somebody replays it. */
export interface ParkedKey {
  readonly key: string
  /** The event that failed; it and everything after it for this key waits. */
  readonly position: Position
  readonly error: string
  readonly parkedAt: string
  /** How many events wait, the failed one included. */
  readonly waiting: number
  /** Set by whoever asks for a replay; the projector carries it out and removes the record. */
  readonly replayRequested: boolean
}

/** What one commit of a projector changes, for one partition of one build. */
export interface Commit {
  readonly build: Build
  readonly partition: string
  readonly writes: readonly Write[]
  /** Records to put (by key) and keys to remove, beside the documents. */
  readonly park?: readonly ParkedKey[]
  readonly unpark?: readonly string[]
  /** The position of the last event whose effect is in `writes` or in an earlier commit. It never goes back. */
  readonly checkpoint?: Position
  /** The id of the event there, by which the log is known again. */
  readonly checkpointEvent?: string
}

/**
 * Documents by key, with the position of the last event in each. A write reaches a document only if its position is
 * greater than that of the document there (or of the mark that a removed one left), and the checkpoint follows the
 * documents, so that a crash, a second projector or one that wakes up late can undo nothing and double nothing.
 * `testing/read-store.contract.ts` is the definition of every method.
 */
export abstract class ReadStore {
  /** The builds of all views, with which of them is live. */
  abstract builds(): Promise<readonly BuildState[]>
  /** Makes the place (and the indexes) for a build. False, and nothing is done, where it is there: it is somebody else's. */
  abstract create(build: Build, indexes: readonly (readonly string[])[]): Promise<boolean>
  /** Makes this build the live one of its version, in one step. Earlier builds of the version stay until dropped. */
  abstract goLive(build: Build): Promise<void>
  /** Removes a build with its documents, checkpoints and parked keys. Refuses the live one of a version. */
  abstract drop(build: Build): Promise<void>

  /** The documents (or `null` for a mark) of those keys that there are. */
  abstract load(
    build: Build,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, { document: Document | null; position: Position }>>
  /**
   * Documents, then what is parked, then checkpoints; where it ends in between, the same commit again completes it.
   * @throws StoreUnavailable: perhaps written in part. Error where a build was dropped meanwhile.
   */
  abstract commit(commits: readonly Commit[]): Promise<void>
  /** Checkpoints by partition. */
  abstract checkpoints(build: Build): Promise<ReadonlyMap<string, Position>>
  /** The furthest checkpoint that any build has come to, with the event there; undefined where none is known. */
  abstract furthest(): Promise<{ readonly position: Position; readonly event: string } | undefined>
  abstract parked(build: Build): Promise<readonly ParkedKey[]>
  /** Marks a parked key for replay. False where it is not parked. */
  abstract requestReplay(build: Build, key: string): Promise<boolean>

  abstract get<D extends Document>(build: Build, key: string): Promise<Entry<D> | undefined>
  abstract find<D extends Document>(build: Build, query: Query): Promise<Page<D>>
  abstract count(build: Build, filter?: Filter): Promise<number>
  /**
   * Streams rows of the fields named (paths into the document; `key` is the key), in order of the key, in bounded
   * memory. For answers that need the whole: ranks, tiers, medians. Every document is whole and comes once at most; SQLite
   * shows all of them as they were at one moment, MongoDB each as it was at some moment of the scan.
   */
  abstract scan(build: Build, options: ScanOptions): AsyncIterable<readonly (readonly unknown[])[]>

  /** Documents that queries find under other values than they have, in order of their keys, in bounded memory. */
  abstract misfiled(build: Build): AsyncIterable<Misfiled>

  /** Documents and bytes held for a build. */
  abstract size(build: Build): Promise<{ documents: number; bytes?: number }>
  abstract close(): Promise<void>
}
