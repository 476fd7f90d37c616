import { setImmediate } from 'node:timers/promises'
import { StoreDamaged } from '@ledger/event-sourcing'
import type { AnyEventDefinition, EventStore, StoredEvent } from '@ledger/event-sourcing'
import { leafHashOf, leafText, textOfHash } from '@ledger/proof-verifier'
import type { Trust } from '@ledger/proof-verifier'
import type { Proof } from '../proof.js'
import { TiledTree } from '../tree/tiled-tree.js'
import { CheckpointCheck } from './checkpoint-check.js'
import { Findings } from './finding.js'
import type { Finding } from './finding.js'
import { LogRules } from './log-rules.js'
import { TreeCheck } from './tree-check.js'

/** What was looked at, and what was found. */
export interface FsckReport {
  readonly sound: boolean
  readonly events: number
  readonly streams: number
  readonly tree: {
    readonly leaves: number
    /** Base64; missing where the tree is damaged. */
    readonly root?: string
    /** Events that have no leaf yet: nothing but the log speaks for them. */
    readonly behind: number
  }
  readonly checkpoints: number
  readonly countersignatures: number
  /** The first of them. */
  readonly findings: readonly Finding[]
  /** All of them. */
  readonly found: number
}

export interface FsckParts {
  readonly events: EventStore
  readonly proof: Proof
  readonly definitions: readonly AnyEventDefinition[]
  /** Keys that the auditor knows, and a checkpoint that the auditor has kept. */
  readonly trust?: Trust
  readonly progress?: (events: number) => void
}

const LISTED = 100
/** Events between two breaths of the event loop. */
const AT_ONCE = 1_000

/**
 * Looks at everything in the log and in what proves it: order, revisions, kinds, personal data, leaves, tiles,
 * checkpoints, signatures. Events come one by one; memory grows with the number of streams alone.
 */
export async function fsck(parts: FsckParts): Promise<FsckReport> {
  const { events, proof, definitions, trust = {}, progress = () => undefined } = parts
  const findings = new Findings(LISTED)
  const { size } = await proof.tiles.state()
  const rules = new LogRules(definitions, findings)
  const tree = new TreeCheck(proof.tiles, size, findings)
  await examine(events, findings)
  let count = 0
  for await (const event of everyEvent(events, tree, findings)) {
    const text = leafText(event)
    rules.check(event, text)
    const later = tree.take(event.position, leafHashOf(text))
    if (later) await later
    count += 1
    if (count % AT_ONCE === 0) {
      progress(count)
      await setImmediate()
    }
  }
  await tree.finish()
  const { keys, kept, witnesses, tiles } = proof
  const checked = { store: kept, tiles, keys: await keys.list(), witnesses: witnesses.settings.keys, trust }
  const checkpoints = new CheckpointCheck(checked, Math.min(size, tree.leaf), findings)
  await checkpoints.run()
  return {
    sound: findings.count === 0,
    events: count,
    streams: rules.streams,
    tree: { leaves: tree.leaf, ...(await rootOf(proof, tree.leaf)), behind: tree.behind },
    checkpoints: checkpoints.checkpoints,
    countersignatures: checkpoints.countersignatures,
    findings: findings.listed,
    found: findings.count,
  }
}

async function examine(events: EventStore, findings: Findings): Promise<void> {
  try {
    for (const finding of await events.examine()) findings.add({ code: 'store-damaged', ...finding })
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error
    findings.add({ code: 'store-damaged', message: error.message })
  }
}

/** Reads past events that cannot be read, as far as the store can say where they stand. */
async function* everyEvent(events: EventStore, tree: TreeCheck, findings: Findings): AsyncGenerator<StoredEvent> {
  for (let from: number | undefined; ;) {
    try {
      for await (const event of events.readAll(from === undefined ? {} : { from })) yield event
      return
    } catch (error) {
      if (!(error instanceof StoreDamaged)) throw error
      const { position, message } = error
      findings.add({ code: 'event-damaged', message, ...(position === undefined ? {} : { position }) })
      if (position === undefined) return
      await tree.passOver(position)
      from = position + 1
    }
  }
}

async function rootOf({ tiles }: Proof, size: number): Promise<{ root?: string }> {
  try {
    return { root: textOfHash(await new TiledTree(tiles).root(size)) }
  } catch (error) {
    if (error instanceof StoreDamaged) return {}
    throw error
  }
}
