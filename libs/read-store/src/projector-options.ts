import type { EventStore, Recorded, StoredEvent } from '@ledger/event-sourcing'
import type { ReadStore } from './read-store.js'
import type { View } from './view.js'

/** Events as the domain speaks of them; `undefined` for kinds that nobody here declared. A batch at a time. */
export type Decode = (stored: readonly StoredEvent[]) => Promise<readonly (Recorded | undefined)[]>

/** Something that an operator should look at. */
export interface Alarm {
  readonly what: 'key-parked' | 'store-trouble' | 'rebuild-failed'
  readonly view?: string
  readonly key?: string
  readonly error: unknown
}

export interface ProjectorOptions {
  readonly events: EventStore
  readonly read: ReadStore
  readonly views: readonly View[]
  readonly decode: Decode
  readonly partitions?: number
  readonly onAlarm?: (alarm: Alarm) => void
  readonly clock?: () => Date
}
