import type { Position } from '@ledger/event-sourcing'

/**
 * How many events there will have been at the head, reckoned from how far those that are done have led from the start:
 * not every store can count without reading everything. Exact where positions are dense, and at the head.
 */
export function estimatedTotal(done: number, start: Position, here: Position, head: Position): number {
  if (here >= head || here <= start) return done
  return Math.max(done, Math.round((done * (head - start)) / (here - start)))
}
