import { copyLog } from '@ledger/event-sourcing'
import type { Copied, CopyProgress, EventStore } from '@ledger/event-sourcing'
import type { Belongings } from '../stores/state.js'
import { copyBelongings, parts } from './copy-belongings.js'
import type { CopiedParts, PartName } from './copy-belongings.js'

/** Source and target of what is to be copied. */
export type Pair<Store> = readonly [from: Store, to: Store]

/** Whatever is missing stays where it is. */
export interface LedgerPairs {
  readonly log?: Pair<EventStore>
  readonly belongings?: Pair<Belongings>
}

export interface LedgerCopyProgress {
  readonly what: CopyProgress['phase'] | PartName
  /** Events, or whatever the part is of. */
  readonly count: number
  readonly done: number
  readonly total: number
}

export interface CopyLedgerOptions {
  readonly onProgress?: (progress: LedgerCopyProgress) => void
  /** Ends it behind the write under way. */
  readonly signal?: AbortSignal | undefined
}

export interface CopiedLedger {
  readonly log?: Copied
  readonly belongings?: CopiedParts
}

/**
 * Copies a log and what belongs to it. What belongs to it comes first, once the logs are known to be the same as far as
 * the target goes: so no log ever stands where the keys of its persons are missing. Then it is compared once more, with
 * what has come since. @throws NotACopy; StoreUnavailable: give it again, it goes on
 */
export async function copyLedger(
  { log, belongings }: LedgerPairs,
  { onProgress = () => undefined, signal }: CopyLedgerOptions = {},
): Promise<CopiedLedger> {
  const tellPart = (what: PartName, done: number, total: number) => onProgress({ what, count: done, done, total })
  const tellLog = ({ phase, events, position, head }: CopyProgress) =>
    onProgress({ what: phase, count: events, done: position, total: head })
  const bring = async () => belongings && copyBelongings(...belongings, { onProgress: tellPart, signal })
  let brought: CopiedParts | undefined
  const beforehand = async () => void (brought = sumOf(brought, await bring()))
  const copied = log && (await copyLog(...log, { onProgress: tellLog, signal, beforehand }))
  await beforehand()
  return { ...(copied ? { log: copied } : {}), ...(brought ? { belongings: brought } : {}) }
}

/** What both hold in the end, and all that was copied on the way. */
function sumOf(earlier: CopiedParts | undefined, later: CopiedParts | undefined): CopiedParts | undefined {
  if (!earlier || !later) return later
  const summed = parts.map((part) => {
    const copied = earlier[part].copied + later[part].copied
    return [part, { ...later[part], copied }] as const
  })
  return Object.fromEntries(summed) as CopiedParts
}
