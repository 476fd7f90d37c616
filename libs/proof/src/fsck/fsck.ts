import { availableParallelism } from 'node:os'
import { StoreDamaged } from '@ledger/event-sourcing'
import type { AnyEventDefinition, EventStore } from '@ledger/event-sourcing'
import { textOfHash } from '@ledger/proof-verifier'
import type { Trust } from '@ledger/proof-verifier'
import type { TreeFiles } from '../log/tree-thread.js'
import type { Proof } from '../proof.js'
import { TiledTree } from '../tree/tiled-tree.js'
import { checkRange } from './check-range.js'
import type { RangeReport } from './check-range.js'
import { CheckpointCheck } from './checkpoint-check.js'
import { Findings } from './finding.js'
import type { Finding } from './finding.js'
import { gap, knownTypesOf } from './log-rules.js'
import { rangesOf } from './range.js'
import { checkRangeOnThread } from './range-threads.js'
import { joined } from './stream-parts.js'

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
  /** Where log and tree are in files, these: then the machine's processors share the work. */
  readonly files?: TreeFiles
  /** So many ranges, whatever the machine has. */
  readonly pieces?: number
  /** Keys that the auditor knows, and a checkpoint that the auditor has kept. */
  readonly trust?: Trust
  readonly progress?: (events: number) => void
}

const LISTED = 100
/** Shorter logs are not worth a thread. */
const LEAVES_A_THREAD = 20_000
const MOST_THREADS = 4

/**
 * Looks at everything in the log and in what proves it: order, revisions, kinds, personal data, leaves, tiles,
 * checkpoints, signatures. Events come page by page; memory grows with the number of streams alone. A log in files is
 * looked at in several ranges at once, while the store looks through its file.
 */
export async function fsck(parts: FsckParts): Promise<FsckReport> {
  const { events, proof, trust = {} } = parts
  const { size } = await proof.tiles.state()
  const [damages, ranges] = await Promise.all([examined(events), checkRanges(parts, size)])
  const findings = new Findings(LISTED)
  for (const damage of damages) findings.add(damage)
  for (const range of ranges) findings.addAll(range)
  const { streams, breaks } = joined(ranges.map((range) => range.streams))
  for (const one of breaks) findings.add(gap(one))
  const { leaf, behind } = ranges.at(-1)!
  const { keys, kept, witnesses, tiles } = proof
  const checked = { store: kept, tiles, keys: await keys.list(), witnesses: witnesses.settings.keys, trust }
  const checkpoints = new CheckpointCheck(checked, Math.min(size, leaf), findings)
  await checkpoints.run()
  return {
    sound: findings.count === 0,
    events: ranges.reduce((sum, range) => sum + range.events, 0),
    streams,
    tree: { leaves: leaf, ...(await rootOf(proof, leaf)), behind },
    checkpoints: checkpoints.checkpoints,
    countersignatures: checkpoints.countersignatures,
    findings: findings.listed,
    found: findings.count,
  }
}

async function checkRanges(parts: FsckParts, size: number): Promise<readonly RangeReport[]> {
  const { events, proof, definitions, files, progress = () => undefined } = parts
  const threads = files ? Math.min(availableParallelism(), MOST_THREADS, Math.floor(size / LEAVES_A_THREAD)) : 1
  const head = (await events.head()) ?? 0
  const ranges = await rangesOf(proof.tiles, { size, head, pieces: parts.pieces ?? threads })
  const read = ranges.map(() => 0)
  return Promise.all(
    ranges.map((range, at) => {
      const told = (events: number) => {
        read[at] = events
        progress(read.reduce((sum, one) => sum + one, 0))
      }
      const what = { range, types: knownTypesOf(definitions), listed: LISTED }
      return files && ranges.length > 1
        ? checkRangeOnThread({ ...what, files }, told)
        : checkRange({ ...what, events, tiles: proof.tiles, progress: told })
    }),
  )
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
