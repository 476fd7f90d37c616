import { pagesOf, StoreDamaged } from '@ledger/event-sourcing'
import type { EventStore, Position, StoredEvent } from '@ledger/event-sourcing'
import { leafHashOf, leafText } from '@ledger/proof-verifier'
import { hashAt, TILE_WIDTH } from '../tiles/tile.js'
import type { Findings } from './finding.js'
import type { LogRules } from './log-rules.js'
import type { TreeCheck } from './tree-check.js'

export interface EventChecks {
  readonly events: EventStore
  readonly rules: LogRules
  readonly tree: TreeCheck
  readonly findings: Findings
  /** Told how many events have been read, now and then. */
  readonly progress: (events: number) => void
}

/** An event, or where one stands that cannot be read. */
type Read = { readonly event: StoredEvent; readonly text: string } | { readonly damage: StoreDamaged }

/** Holds every event against the rules of the log, and its leaf against the tree; gives how many were read. */
export async function checkEvents({ events, rules, tree, findings, progress }: EventChecks): Promise<number> {
  let count = 0
  for await (const page of pagesOf(everyEvent(events), TILE_WIDTH)) {
    const read = page.filter((one) => 'event' in one)
    const hashes = Buffer.concat(read.map(({ text }) => leafHashOf(text)))
    const positions = read.map(({ event }) => event.position)
    const isTile = page.length === TILE_WIDTH && read.length === page.length && (await tree.takeTile(positions, hashes))
    let at = 0
    for (const one of page) {
      if ('damage' in one) await passOver(one.damage, tree, findings)
      else {
        rules.check(one.event, one.text)
        if (!isTile) await tree.take(one.event.position, hashAt(hashes, at))
        at += 1
      }
    }
    progress((count += at))
  }
  return count
}

async function passOver({ position, message }: StoreDamaged, tree: TreeCheck, findings: Findings): Promise<void> {
  findings.add({ code: 'event-damaged', message, ...(position === undefined ? {} : { position }) })
  if (position !== undefined) await tree.passOver(position)
}

/** Reads past events that cannot be read, as far as the store can say where they stand. */
async function* everyEvent(events: EventStore): AsyncGenerator<Read> {
  for (let from: Position | undefined; ;) {
    try {
      for await (const event of events.readAll(from === undefined ? {} : { from }))
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
