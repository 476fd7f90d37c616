import type { DomainEvent, EventMetadata, Recorded } from '@ledger/event-sourcing'
import { deepFreeze } from '@ledger/event-sourcing/testing'
import type { Document, View } from '../src/view.js'

const ordinary: EventMetadata = {
  occurredAt: '2027-02-01T09:00:00.000Z',
  recordedAt: '2027-02-01T09:00:01.000Z',
  actor: 'pat',
  $correlationId: '6f0d7a52-4c4e-4a86-9a52-0b4f3b8a8f11',
  $causationId: '6f0d7a52-4c4e-4a86-9a52-0b4f3b8a8f11',
  commandId: '6f0d7a52-4c4e-4a86-9a52-0b4f3b8a8f11',
}

/** An event as the log would give it back. */
export const recorded = <E extends DomainEvent>(
  event: E,
  position = 1,
  metadata: Partial<EventMetadata> = {},
): Recorded<E> => ({
  ...event,
  id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
  stream: 'stream',
  revision: position - 1,
  position,
  metadata: { ...ordinary, ...metadata },
})

/** The documents of a view after events, by key. No fold may change what it is given. */
export function folded<D extends Document, E extends DomainEvent>(
  view: View<D, E>,
  events: readonly Recorded<E>[],
): ReadonlyMap<string, D> {
  const documents = new Map<string, D>()
  for (const event of events) {
    for (const key of view.keys(event)) {
      const document = view.fold(deepFreeze(documents.get(key)), deepFreeze(event), key)
      if (document === undefined) documents.delete(key)
      else documents.set(key, document)
    }
  }
  return documents
}
