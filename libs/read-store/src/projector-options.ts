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
  /** Which partitions are this process's part, where several share the work; all of them where nothing is said. */
  readonly share?: PartitionShare
  /** Lets one process at a time rebuild a view. */
  readonly rebuilds?: RebuildLeases
}

/** The part of the partitions that one of several projectors keeps. */
export interface PartitionShare {
  has(index: number): boolean
  /** @param changed is called whenever the part has become another one */
  start(changed: () => void): void
  stop(): Promise<void>
}

export interface RebuildLeases {
  /** Keeps everybody else from rebuilding the view; how to let them again. Undefined where somebody rebuilds it. */
  take(view: string): Promise<(() => Promise<void>) | undefined>
}
