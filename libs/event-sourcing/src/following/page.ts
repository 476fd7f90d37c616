import type { Position } from '../event.js'
import type { StoredEvent } from '../event-store.js'

/** A piece of the global order: of the events that one filter wants, those that follow a position. */
export interface Page {
  readonly events: readonly StoredEvent[]
  /** The position up to which everything has been looked at, wanted or not. */
  readonly scanned: Position
  /** Whether the log went on behind it. */
  readonly more: boolean
}

/** Reads the page that follows a position. */
export type ReadPage = (after: Position) => Promise<Page>

export const EVENTS_PER_PAGE = 1_000
