import type { Position, Recorded } from '@ledger/event-sourcing'
import type { Build, Commit, ParkedKey, ReadStore, Write } from './read-store.js'
import { partitionName, partitionOf, reachedBy } from './partitions.js'
import type { Document, View } from './view.js'

/** A build of a view, and what is known of its progress. */
export interface Filling {
  readonly view: View
  readonly build: Build
  /** Keys that wait. Changed in place as keys are parked and replayed. */
  readonly parked: Map<string, ParkedKey>
}

/** A fold or a key function threw: the view cannot take this event. */
export class FoldFailed extends Error {
  constructor(
    readonly view: string,
    readonly key: string,
    readonly event: Recorded,
    cause: unknown,
  ) {
    super(`${view} cannot fold ${event.type} at position ${event.position} into ${key}: ${(cause as Error).message}`, {
      cause,
    })
    this.name = 'FoldFailed'
  }
}

interface Touched {
  readonly event: Recorded
  readonly key: string
}

/**
 * Folds a batch into the documents that it touches. Pure but for the loading of those documents.
 * @param onFailure what to do with an event that cannot be folded: park its key, or throw.
 */
export async function foldBatch(
  read: Pick<ReadStore, 'load'>,
  { view, build, parked }: Filling,
  partition: { readonly name: string; has(key: string): boolean },
  events: readonly Recorded[],
  onFailure: (failure: FoldFailed) => ParkedKey,
): Promise<Commit> {
  const park = new Map<string, ParkedKey>()
  const touched = touchedBy(view, events, (failure) => park.set(failure.key, onFailure(failure)))
  const mine = touched.filter(({ key }) => partition.has(key))
  const loaded =
    mine.length === 0 ? new Map<string, Held>() : await read.load(build, [...new Set(mine.map(({ key }) => key))])
  const documents = new Map<string, Held>(loaded)
  const writes = new Map<string, Write>()
  for (const { event, key } of mine) {
    const waits = park.get(key) ?? parked.get(key)
    if (waits) {
      park.set(key, { ...waits, waiting: waits.waiting + (event.position > waits.position ? 1 : 0) })
      continue
    }
    const held = documents.get(key)
    if (held && held.position >= event.position) continue
    try {
      const document = view.fold(held?.document ?? undefined, event, key) ?? null
      documents.set(key, { document, position: event.position })
      writes.set(key, { key, document, position: event.position })
    } catch (error) {
      park.set(key, onFailure(new FoldFailed(view.name, key, event, error)))
    }
  }
  return { build, partition: partition.name, writes: [...writes.values()], park: [...park.values()] }
}

interface Held {
  readonly document: Document | null
  readonly position: Position
}

/** No key of a view begins like this. */
const UNKEYED = 'event:'

/** An event stands parked for itself: its keys could not be told. */
export const isUnkeyed = ({ key }: ParkedKey): boolean => key.startsWith(UNKEYED)

/** Which keys each event touches, in order. An event whose keys cannot be told is parked under its own position. */
function touchedBy(
  view: View,
  events: readonly Recorded[],
  onFailure: (failure: FoldFailed) => void,
): readonly Touched[] {
  const names = new Set(view.reads.map(({ eventName }) => eventName))
  return events.flatMap((event) => {
    if (!names.has(event.type)) return []
    try {
      return view.keys(event).map((key) => ({ event, key }))
    } catch (error) {
      onFailure(new FoldFailed(view.name, `${UNKEYED}${event.position}`, event, error))
      return []
    }
  })
}

/** A batch of the log: its events as the domain speaks of them, and where it ends. */
export interface Batch {
  readonly events: readonly Recorded[]
  readonly checkpoint: Position
  /** The id of the event there. */
  readonly checkpointEvent: string
  /** What to do with an event that cannot be folded: park its key, or throw. */
  park(failure: FoldFailed): ParkedKey
}

/** Folds a batch into those of `count` partitions that are named, each from where it stands. */
export async function foldPartitions(
  read: ReadStore,
  filling: Filling,
  { events, checkpoint, checkpointEvent, park }: Batch,
  part: ReadonlySet<number>,
  count: number,
): Promise<readonly Commit[]> {
  const known = await read.checkpoints(filling.build)
  return Promise.all(
    [...part].map(async (index) => {
      const at = reachedBy(index, count, known) ?? -1
      const ahead = events.filter(({ position }) => position > at)
      const has = (key: string) => count === 1 || partitionOf(key, count) === index
      const commit = await foldBatch(read, filling, { name: partitionName(index, count), has }, ahead, park)
      return { ...commit, checkpoint, checkpointEvent }
    }),
  )
}
