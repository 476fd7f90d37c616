import type { EventStore, Position, StoredEvent } from '@ledger/event-sourcing'

/** Positions are not dense: what lies just before an event has no position that could be computed. */
export type Start = { readonly after: Position | undefined } | { readonly from: Position }

/** The events behind a position, or from one on, up to another one, in pages. */
export async function* pages(
  events: EventStore,
  start: Start,
  upTo: Position,
  size = 1_000,
): AsyncIterable<readonly StoredEvent[]> {
  let page: StoredEvent[] = []
  const after = 'after' in start ? start.after : undefined
  const from = 'from' in start ? start.from : after
  for await (const event of events.readAll(from === undefined ? {} : { from })) {
    if (event.position > upTo) break
    if (after !== undefined && event.position <= after) continue
    page.push(event)
    if (page.length < size) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
