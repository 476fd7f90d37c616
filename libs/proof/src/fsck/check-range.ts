import { pagesOf, StoreDamaged } from '@ledger/event-sourcing'
import type { EventStore, StoredEvent } from '@ledger/event-sourcing'
import { leafHashOf, leafText } from '@ledger/proof-verifier'
import { hashAt, TILE_WIDTH } from '../tiles/tile.js'
import type { TileStore } from '../tiles/tile-store.js'
import { Findings } from './finding.js'
import type { Finding } from './finding.js'
import { LogRules } from './log-rules.js'
import type { KnownTypes } from './log-rules.js'
import type { Range } from './range.js'
import type { StreamColumns } from './stream-parts.js'
import { TreeCheck } from './tree-check.js'

export interface RangeCheck {
  readonly events: EventStore
  readonly tiles: TileStore
  readonly types: KnownTypes
  readonly range: Range
  /** Findings that are listed at most. */
  readonly listed: number
  /** Told how many events have been read, now and then. */
  readonly progress: (events: number) => void
}

export interface RangeReport {
  readonly events: number
  /** Behind the last leaf that was checked. */
  readonly leaf: number
  /** Events that have no leaf yet. */
  readonly behind: number
  readonly streams: StreamColumns
  readonly listed: readonly Finding[]
  readonly found: number
}

/** An event, or where one stands that cannot be read. */
type Read = { readonly event: StoredEvent; readonly text: string } | { readonly damage: StoreDamaged }

/** Events between two breaths of whoever looks on. */
const TOLD_EVERY = 16 * TILE_WIDTH

/** Holds every event of a range against the rules of the log, and its leaf against the tree. */
export async function checkRange(parts: RangeCheck): Promise<RangeReport> {
  const { tiles, types, range, listed, progress } = parts
  const findings = new Findings(listed)
  const rules = new LogRules(types, findings)
  const tree = await TreeCheck.begin(tiles, range, findings)
  let count = 0
  for await (const page of pagesOf(everyEvent(parts), TILE_WIDTH)) {
    const events = page.filter((read) => 'event' in read)
    const hashes = Buffer.concat(events.map(({ text }) => leafHashOf(text)))
    const positions = events.map(({ event }) => event.position)
    const isWhole =
      page.length === TILE_WIDTH && events.length === page.length && (await tree.takeTile(positions, hashes))
    let at = 0
    for (const read of page) {
      if ('damage' in read) await passOver(read.damage, tree, findings)
      else {
        rules.check(read.event, read.text)
        if (!isWhole) await tree.take(read.event.position, hashAt(hashes, at))
        at += 1
      }
    }
    count += at
    if (count % TOLD_EVERY < page.length) progress(count)
  }
  await tree.finish()
  const { leaf, behind } = tree
  return { events: count, leaf, behind, streams: rules.streams.columns, listed: findings.listed, found: findings.count }
}

async function passOver({ position, message }: StoreDamaged, tree: TreeCheck, findings: Findings): Promise<void> {
  findings.add({ code: 'event-damaged', message, ...(position === undefined ? {} : { position }) })
  if (position !== undefined) await tree.passOver(position)
}

/** Reads past events that cannot be read, as far as the store can say where they stand. */
async function* everyEvent({ events, range }: RangeCheck): AsyncGenerator<Read> {
  const until = range.before === undefined ? {} : { until: range.before - 1 }
  for (let { from } = range; ;) {
    try {
      for await (const event of events.readAll({ ...(from === undefined ? {} : { from }), ...until }))
        yield { event, text: leafText(event) }
      return
    } catch (error) {
      if (!(error instanceof StoreDamaged)) throw error
      yield { damage: error }
      if (error.position === undefined) return
      from = error.position + 1
    }
  }
}
