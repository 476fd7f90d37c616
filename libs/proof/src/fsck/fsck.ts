import { StoreDamaged } from '@ledger/event-sourcing'
import type { AnyEventDefinition, EventStore } from '@ledger/event-sourcing'
import { textOfHash } from '@ledger/proof-verifier'
import type { Trust, Vouched } from '@ledger/proof-verifier'
import type { Proof } from '../proof.js'
import { TiledTree } from '../tree/tiled-tree.js'
import { checkEvents } from './check-events.js'
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
  /** Of the witnesses of the settings. */
  /** Of witnesses whose keys are known. */
  readonly countersignatures: number
  /** Of others: whether they hold cannot be said. */
  readonly otherCountersignatures: number
  /** Whose keys of the log were believed: those that you named, or those that the store lists. */
  readonly keys: 'yours' | 'of the store'
  /** Where they are yours: what they have signed. */
  readonly vouched?: Vouched
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

/**
 * Looks at everything in the log and in what proves it: order, revisions, kinds, personal data, leaves, tiles,
 * checkpoints, signatures. Events come a tile at a time; memory grows with the number of streams alone. Meanwhile the
 * store looks through its file.
 */
export async function fsck(parts: FsckParts): Promise<FsckReport> {
  const { events, proof, definitions, trust = {}, progress = () => undefined } = parts
  const findings = new Findings(LISTED)
  const { size } = await proof.tiles.state()
  const rules = new LogRules(definitions, findings)
  const tree = new TreeCheck(proof.tiles, size, findings)
  const [damages, count] = await Promise.all([
    examined(events),
    checkEvents({ events, rules, tree, findings, progress }),
  ])
  findings.prepend(damages)
  await tree.finish()
  const { keys, kept, witnesses, tiles } = proof
  const checked = { store: kept, tiles, keys: await keys.known(), witnesses: witnesses.settings.keys, trust }
  const checkpoints = new CheckpointCheck(checked, Math.min(size, tree.leaf), findings)
  await checkpoints.run()
  return {
    sound: findings.count === 0,
    events: count,
    streams: rules.streams,
    tree: { leaves: tree.leaf, ...(await rootOf(proof, tree.leaf)), behind: tree.behind },
    checkpoints: checkpoints.checkpoints,
    countersignatures: checkpoints.countersignatures,
    otherCountersignatures: checkpoints.otherCountersignatures,
    keys: checkpoints.signers.areNamed ? 'yours' : 'of the store',
    ...(checkpoints.vouched && { vouched: checkpoints.vouched }),
    findings: findings.listed,
    found: findings.count,
  }
}

async function examined(events: EventStore): Promise<readonly Finding[]> {
  try {
    return (await events.examine()).map((finding) => ({ code: 'store-damaged', ...finding }))
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error
    return [{ code: 'store-damaged', message: error.message }]
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
