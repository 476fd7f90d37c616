import { StoreDamaged } from '@ledger/event-sourcing'
import type { EventStore, Position, WrittenEvent } from '@ledger/event-sourcing'
import { leafHashOf, leafText, leafTextOf } from '@ledger/proof-verifier'
import { TILE_WIDTH } from '../tiles/tile.js'
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

/** An event, or what stands in the place of one that cannot be read. */
type Read = WrittenEvent | StoreDamaged

/** Holds every event against the rules of the log, and its leaf against the tree; gives how many were read. */
export async function checkEvents(checks: EventChecks): Promise<number> {
  let count = 0
  for await (const page of inTiles(everyPage(checks.events))) {
    const events = page.filter((one): one is WrittenEvent => !(one instanceof StoreDamaged))
    const isTile = events.length === TILE_WIDTH && (await checkTile(events, checks))
    count += isTile ? events.length : await checkOneByOne(page, checks)
    checks.progress(count)
  }
  return count
}

/**
 * Most leaves are made of the very texts that stand there: then nothing but the metadata need be parsed. As that is a
 * value from its first sign to its last, what was hashed can be taken apart in no other way. False where a leaf is another
 * one, or the tree does not go so far: then nothing was checked yet.
 */
async function checkTile(events: readonly WrittenEvent[], { rules, tree }: EventChecks): Promise<boolean> {
  const told = events.map(({ metadata }) => valueOf(metadata))
  const texts = events.map(leafTextOf)
  const positions = events.map(({ position }) => position)
  if (told.includes(undefined) || !(await tree.takeTile(positions, Buffer.concat(texts.map(leafHashOf))))) return false
  for (const [at, event] of events.entries()) rules.check(event, told[at], texts[at]!)
  return true
}

async function checkOneByOne(page: readonly Read[], checks: EventChecks): Promise<number> {
  let count = 0
  for (const one of page) {
    const damage = one instanceof StoreDamaged ? one : await checkOne(one, checks)
    if (damage) await passOver(damage, checks)
    else count += 1
  }
  return count
}

/** Undefined where it could be read. */
async function checkOne(event: WrittenEvent, { rules, tree }: EventChecks): Promise<StoreDamaged | undefined> {
  const { position } = event
  const [data, metadata] = [valueOf(event.data), valueOf(event.metadata)]
  if (data === undefined || metadata === undefined)
    return new StoreDamaged(`event log: what stands at position ${position} is no JSON`, { position })
  const text = leafText({ ...event, data, metadata })
  rules.check(event, metadata, text)
  await tree.take(position, leafHashOf(text))
  return undefined
}

/** Undefined where it is no JSON. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

async function passOver({ position, message }: StoreDamaged, { tree, findings }: EventChecks): Promise<void> {
  findings.add({ code: 'event-damaged', message, ...(position === undefined ? {} : { position }) })
  if (position !== undefined) await tree.passOver(position)
}

/** Reads past events that cannot be read, as far as the store can say where they stand. */
async function* everyPage(events: EventStore): AsyncGenerator<readonly Read[]> {
  for (let from: Position | undefined; ;) {
    try {
      yield* events.readWritten(from === undefined ? {} : { from })
      return
    } catch (error) {
      if (!(error instanceof StoreDamaged)) throw error
      yield [error]
      if (error.position === undefined) return
      from = error.position + 1
    }
  }
}

/** As many at once as a tile has leaves; less at the end. */
async function* inTiles(pages: AsyncIterable<readonly Read[]>): AsyncGenerator<readonly Read[]> {
  let rest: readonly Read[] = []
  for await (const page of pages) {
    const there = [...rest, ...page]
    let at = 0
    for (; at + TILE_WIDTH <= there.length; at += TILE_WIDTH) yield there.slice(at, at + TILE_WIDTH)
    rest = there.slice(at)
  }
  yield rest
}
