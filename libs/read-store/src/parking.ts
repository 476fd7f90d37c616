import type { EventStore, Position } from '@ledger/event-sourcing'
import { foldBatch } from './batch.js'
import type { Filling, FoldFailed } from './batch.js'
import { pages } from './pages.js'
import type { Decode } from './projector-options.js'
import type { ParkedKey, ReadStore } from './read-store.js'

/**
 * Folds what waits for a parked key, up to where the projector stands, and lets it go on with the others.
 * Gives back the record where an event fails again: then the key stays parked there.
 */
export async function replayParked(
  events: EventStore,
  read: ReadStore,
  decode: Decode,
  filling: Filling,
  parked: ParkedKey,
  upTo: Position,
  park: (failure: FoldFailed) => ParkedKey,
): Promise<ParkedKey | undefined> {
  const { build } = filling
  const alone = { ...filling, parked: new Map<string, ParkedKey>() }
  const only = { name: 'replay', has: (key: string) => key === parked.key }
  for await (const page of pages(events, { from: parked.position }, upTo)) {
    const decoded = (await decode(page)).filter((one) => one !== undefined)
    const { writes, park: again = [] } = await foldBatch(read, alone, only, decoded, park)
    const still = again.find(({ key }) => key === parked.key)
    if (still) {
      // What waited before waits on; the count starts from the event that failed now.
      const waiting = Math.max(still.waiting, 1)
      await read.commit([{ build, partition: only.name, writes, park: [{ ...still, waiting }] }])
      return { ...still, waiting }
    }
    await read.commit([{ build, partition: only.name, writes }])
  }
  await read.commit([{ build, partition: only.name, writes: [], unpark: [parked.key] }])
  return undefined
}
