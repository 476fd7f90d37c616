import type { Position, Recorded } from '@ledger/event-sourcing'
import type { Build, Commit, ParkedKey, ReadStore, Write } from './read-store.js'
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

/** FNV-1a: which of `count` partitions a key belongs to. Stored by its effect on checkpoints, so it never changes. */
export function partitionOf(key: string, count: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193) >>> 0
  return hash % count
}

/**
 * The position up to which every key has come; undefined where nothing says so. After a change of the number of
 * partitions, what all of the old ones have is the start of the new ones: only a set that is whole speaks for every key.
 */
export function contiguous(checkpoints: ReadonlyMap<string, Position>): Position | undefined {
  const counts = new Set([...checkpoints.keys()].map((name) => Number(name.split('/')[1])))
  const reached = [...counts].flatMap((count) => {
    const own = Array.from({ length: count }, (_, index) => checkpoints.get(partitionName(index, count)))
    return own.includes(undefined) ? [] : [Math.min(...(own as Position[]))]
  })
  return reached.length === 0 ? undefined : Math.max(...reached)
}

export const partitionName = (index: number, count: number): string => `${index}/${count}`
