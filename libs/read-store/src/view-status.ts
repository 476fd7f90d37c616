import type { EventStore, Lag, Position, StoredEvent } from '@ledger/event-sourcing'
import { contiguous } from './partitions.js'
import type { Build, BuildState, ParkedKey, ReadStore } from './read-store.js'
import type { RebuildProgress } from './rebuild.js'
import type { View } from './view.js'

export interface ViewStatus {
  readonly name: string
  readonly version: number
  readonly build?: number
  readonly live: boolean
  readonly checkpoint?: Position
  readonly lag: { readonly events: number; readonly more: boolean; readonly seconds: number }
  readonly parked: number
  readonly rebuild?: RebuildProgress
}

/** The build of the view's version that answers questions, if one does. */
export const liveBuild = ({ name, version }: Pick<View, 'name' | 'version'>, builds: readonly BuildState[]) =>
  builds.find((one) => one.view === name && one.version === version && one.live)

/** How far a view has come, and what waits. */
export async function statusOf(
  { name, version }: View,
  builds: readonly BuildState[],
  { events, read }: { events: EventStore; read: ReadStore },
  now: Date,
): Promise<ViewStatus> {
  const build = liveBuild({ name, version }, builds)
  const checkpoint = build && contiguous(await read.checkpoints(build))
  const lag = inSeconds(await events.lag(checkpoint), now)
  if (!build) return { name, version, live: false, lag, parked: 0 }
  const parked = (await read.parked(build)).length
  return {
    name,
    version,
    build: build.build,
    live: true,
    ...(checkpoint === undefined ? {} : { checkpoint }),
    lag,
    parked,
  }
}

function inSeconds({ events, more, oldestRecordedAt }: Lag, now: Date): ViewStatus['lag'] {
  const seconds = oldestRecordedAt === undefined ? 0 : (now.getTime() - Date.parse(oldestRecordedAt)) / 1_000
  return { events, more, seconds: Math.max(0, seconds) }
}

/** A parked key with its document, as far as that had come, and the event that failed. */
export type InspectedKey = ParkedKey & { readonly document?: object; readonly event?: StoredEvent }

export async function inspectParked(
  build: Build,
  parked: ParkedKey,
  { events, read }: { events: EventStore; read: ReadStore },
): Promise<InspectedKey> {
  const document = (await read.get(build, parked.key))?.document
  const found = { ...parked, ...(document === undefined ? {} : { document }) }
  for await (const event of events.readAll({ from: parked.position, limit: 1 })) return { ...found, event }
  return found
}
