import type { Position } from '@ledger/event-sourcing'

/** From where the past is looked at: what was known by a position, and of that, what had happened by a moment. */
export interface Bound {
  /** Events up to it, and including it. */
  readonly until: Position
  /** ISO 8601 in UTC, to the millisecond: only what had occurred by then. */
  readonly occurredBy?: string
}

/** Which moment an answer speaks of. */
export interface Moment {
  /** The moment by whose end something must have been recorded to be known. */
  readonly knownAt?: string
  /** The position of the last event that was known; missing where everything known today counts. */
  readonly knownAtPosition?: number
  /** The moment by which something must have happened in the world. */
  readonly asOf?: string
}

/** A moment as a question names it: what was known, by time or by position; what had occurred. Instants are in UTC. */
export interface AskedMoment {
  readonly knownAt?: string | undefined
  readonly knownAtPosition?: Position | undefined
  /** Of a stream: what was known when it had come to this revision. */
  readonly revision?: { readonly stream: string; readonly revision: number } | undefined
  readonly asOf?: string | undefined
}

/** A moment of which nothing can be said; `code` tells why. */
export class NoSuchMoment extends Error {
  constructor(
    readonly code: 'in-the-future' | 'before-the-first-event' | 'revision-unknown',
    readonly field: keyof AskedMoment,
    message: string,
  ) {
    super(message)
    this.name = 'NoSuchMoment'
  }
}
