import type { EventStore, Position, StoredEvent } from '@ledger/event-sourcing'
import { behindPrefix } from '@ledger/read-store'
import type { Build, Views } from '@ledger/read-store'
import { writeKeyByKey } from './key-by-key.js'
import type { KeyByKey } from './key-by-key.js'
import type { OwnStreams } from './vantages.js'

/** What a view of the past is filled from beside the log. */
export interface FromToday extends Omit<KeyByKey, 'own' | 'forOne' | 'only'> {
  readonly today: Views
  /** The end of the past. */
  readonly until: Position
  /** The log up to there. */
  readonly past: EventStore
  readonly own: OwnStreams
}

const PAGE = 1_000
/** Where more documents than these have changed since, to fold all of them in the order of their streams is faster. */
const MANY = 50_000

/**
 * Fills a view as it was from the one of today: a document into which nothing was folded since is what it was, and only
 * the others are folded anew. Memory stays flat.
 * @param build is there, and empty
 * @returns whether it is filled; what stands in it otherwise is of no use: today's view does not hold all of that past, or
 *   too much has changed
 * @throws FoldFailed at the first event that cannot be folded
 */
export async function fillFromToday(parts: FromToday, build: Build): Promise<boolean> {
  const { today, until, view, own, past } = parts
  if (!(await today.hold(view, until))) return false
  const changed = new Set<string>()
  for await (const entries of unchanged(parts, changed)) {
    if (changed.size > MANY) return false
    await parts.read.commit([{ build, partition: view.name, writes: entries }])
  }
  // A build that took the place of the one that was read must hold that past, too.
  if (!(await today.hold(view, until))) return false
  const streams = ownOf(past, own, changed)
  if (changed.size > 0) await writeKeyByKey({ ...parts, own: streams, forOne: own.forOne, only: changed }, build)
  return true
}

/** Today's documents, of which those that have changed are only noted. Both are in the order of the keys. */
async function* unchanged({ today, until, view, own }: FromToday, changed: Set<string>) {
  const end = behindPrefix(own.keyPrefix)
  const filter = { key: { gte: own.keyPrefix, ...(end === undefined ? {} : { lt: end }) } }
  for (let cursor: string | undefined; ;) {
    const asked = { filter, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }
    const { entries, next } = await today.of(view).find(asked)
    for (const { key, position } of entries) if (position > until) changed.add(key)
    yield entries.filter(({ position }) => position <= until)
    if (next === undefined) return
    cursor = next
  }
}

async function* ownOf(past: EventStore, own: OwnStreams, keys: Iterable<string>): AsyncGenerator<StoredEvent> {
  for (const key of keys) yield* past.readStream(own.prefix + key.slice(own.keyPrefix.length))
}
