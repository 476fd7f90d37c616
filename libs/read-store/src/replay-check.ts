import type { EventStore } from '@ledger/event-sourcing'
import { digestOfBuild } from './digest.js'
import type { ViewDigest } from './digest.js'
import { eventsBehind, firstDifference } from './first-difference.js'
import type { Difference, EventBehind } from './first-difference.js'
import type { Misfiled } from './misfiled.js'
import { Projector } from './projector.js'
import type { Decode } from './projector-options.js'
import type { ReadStore } from './read-store.js'
import type { View } from './view.js'
import { liveBuild } from './view-status.js'

export interface ReplayParts {
  readonly events: EventStore
  readonly decode: Decode
  readonly views: readonly View[]
  /** What answers questions, brought up to the end of the log. */
  readonly live: ReadStore
  /** An empty one. */
  readonly scratch: ReadStore
  readonly onProgress?: (done: number, total: number) => void
}

/** A view as it answers, against one that was filled from the first event on. */
export interface ReplayedView {
  readonly view: string
  readonly version: number
  readonly same: boolean
  readonly lived?: ViewDigest
  readonly replayed: ViewDigest
  /** The first document that is the same, and that queries find under another value than it has. */
  readonly misfiled?: Misfiled
  /** The first document that differs, with the events behind it. */
  readonly difference?: Difference & { readonly events: readonly EventBehind[] }
}

/** Fills every view anew in the scratch store, and compares. Where something is recorded meanwhile, views may differ by that. */
export async function checkReplay(parts: ReplayParts): Promise<readonly ReplayedView[]> {
  const { events, decode, views, scratch, onProgress } = parts
  await new Projector({ events, read: scratch, views, decode }).catchUp(onProgress)
  const compared: ReplayedView[] = []
  for (const view of views) compared.push(await compare(parts, view))
  return compared
}

async function compare({ events, decode, live, scratch }: ReplayParts, view: View): Promise<ReplayedView> {
  const { name, version } = view
  const [build, filled] = [liveBuild(view, await live.builds()), liveBuild(view, await scratch.builds())!]
  const replayed = await digestOfBuild(scratch, filled)
  if (!build) return { view: name, version, same: false, replayed }
  const lived = await digestOfBuild(live, build)
  const told = { view: name, version, lived, replayed }
  const isSame = lived.digest === replayed.digest
  const different = isSame ? undefined : await firstDifference([live, build], [scratch, filled])
  if (!different) {
    for await (const misfiled of live.misfiled(build)) return { ...told, same: false, misfiled }
    return { ...told, same: true }
  }
  const behind = await eventsBehind(events, decode, view, different.key)
  return { ...told, same: false, difference: { ...different, events: behind } }
}
