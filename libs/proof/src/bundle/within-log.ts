import type { EventStore, Position } from '@ledger/event-sourcing'
import type { BundleScope } from '@ledger/proof-verifier'

/** The span begins where there is no log any more. */
export class SpanBeyondLog extends Error {
  constructor(readonly end: Position) {
    super(`the log ends at position ${end}`)
    this.name = 'SpanBeyondLog'
  }
}

/** A scope as far as there is a log, and the position that a checkpoint must reach to prove it. */
export interface ScopeWithinLog {
  readonly scope: BundleScope
  readonly upTo: Position
}

/**
 * A span ends with the log at the latest, so that a bundle names no position that it says nothing of.
 * @throws SpanBeyondLog
 */
export async function withinLog(events: EventStore, scope: BundleScope): Promise<ScopeWithinLog> {
  const end = await events.head()
  if ('campaign' in scope || end === undefined) return { scope, upTo: end ?? 0 }
  if (scope.from > end) throw new SpanBeyondLog(end)
  const to = Math.min(scope.to, end)
  return { scope: { ...scope, to }, upTo: to }
}
