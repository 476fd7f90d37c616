import type { EventStore } from '../event-store.js'
import type { EventStoreDbOptions } from './eventstoredb-event-store.js'

/** Opens the log on EventStoreDB; its client is loaded only now. @throws StoreUnavailable */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const { EventStoreDbEventStore } = await import('./eventstoredb-event-store.js')
  return EventStoreDbEventStore.open(options)
}
