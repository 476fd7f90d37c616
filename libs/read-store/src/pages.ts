import type { EventStore, Position, StoredEvent } from '@ledger/event-sourcing'

/** The events after a position up to another one, in pages. */
export async function* pages(
  events: EventStore,
  after: Position | undefined,
  upTo: Position,
  size = 1_000,
): AsyncIterable<readonly StoredEvent[]> {
  let page: StoredEvent[] = []
  for await (const event of events.readAll(after === undefined ? {} : { from: after })) {
    if (event.position > upTo) break
    if (after !== undefined && event.position <= after) continue
    page.push(event)
    if (page.length < size) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
