import { StoreDamaged } from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import { leafEventOf, parseCheckpoint, textOfHash } from '@ledger/proof-verifier'
import type {
  BundleCheckpoint,
  BundleEvent,
  BundleHeader,
  BundleKey,
  BundleLine,
  BundleScope,
} from '@ledger/proof-verifier'
import type { KeptCheckpoint } from '../checkpoints/checkpoint-store.js'
import type { Proof } from '../proof.js'
import { leavesOf, selected } from './selection.js'

/** Checkpoints that every bundle takes along, the newest first; of older ones, those that a witness has countersigned. */
const NEWEST = 1_000
const PAGE = 1_000

export interface BundleRequest {
  readonly events: EventStore
  readonly proof: Proof
  /** A span must not go on behind the last event of the checkpoint: `withinLog`, and `Checkpoints.reaching`. */
  readonly scope: BundleScope
  /** What everything is proven against; later events are no part of the bundle. */
  readonly checkpoint: KeptCheckpoint
  readonly madeAt: Date
}

/** The lines of a bundle, as `docs/reference/bundle.md` has them; memory stays flat whatever its size. */
export async function* bundleOf(request: BundleRequest): AsyncGenerator<BundleLine> {
  yield await headerOf(request)
  yield* keysOf(request)
  yield* checkpointsOf(request)
  let events = 0
  for await (const line of eventsOf(request)) {
    events += 1
    yield line
  }
  yield { kind: 'end', events }
}

async function headerOf({ proof, scope, checkpoint, madeAt }: BundleRequest): Promise<BundleHeader> {
  const { size } = checkpoint
  const leaves = await leavesOf(proof.tiles, scope, size)
  return {
    kind: 'header',
    format: 'campaign-ledger-bundle',
    version: 1,
    origin: await proof.keys.origin(),
    madeAt: madeAt.toISOString(),
    scope,
    size,
    ...(leaves && { leaves }),
  }
}

async function* keysOf({ proof }: BundleRequest): AsyncGenerator<BundleKey> {
  for (const { key, ...about } of await proof.keys.list()) yield { kind: 'key', of: 'log', key: key.text, ...about }
  for (const { text } of proof.witnesses.settings.keys) yield { kind: 'key', of: 'witness', key: text }
}

async function* checkpointsOf(request: BundleRequest): AsyncGenerator<BundleCheckpoint> {
  const { proof, checkpoint } = request
  yield { kind: 'checkpoint', note: checkpoint.note, issuedAt: checkpoint.issuedAt }
  for await (const { size, note, issuedAt } of earlierOf(request)) {
    const path = await proof.proofs.consistency(size, checkpoint.size)
    yield { kind: 'checkpoint', note, issuedAt, proof: path.map(textOfHash) }
  }
}

/** Newest first. */
async function* earlierOf({ proof, checkpoint }: BundleRequest): AsyncGenerator<KeptCheckpoint> {
  let count = 0
  for (let before = checkpoint.size; ;) {
    const page = await proof.kept.before(before, PAGE)
    for (const one of page) if ((count += 1) <= NEWEST || isCountersigned(one)) yield one
    const last = page.at(-1)
    if (!last) return
    before = last.size
  }
}

const isCountersigned = ({ note }: KeptCheckpoint): boolean => parseCheckpoint(note).note.signatures.length > 1

async function* eventsOf({ events, proof, scope, checkpoint: { size } }: BundleRequest): AsyncGenerator<BundleEvent> {
  for await (const event of selected(events, proof.tiles, scope, size)) {
    const leaf = await proof.tiles.leafAt(event.position)
    if (leaf === undefined) throw new StoreDamaged(`the tree has no leaf for the event at position ${event.position}`)
    const path = await proof.proofs.inclusion(leaf, size)
    yield { kind: 'event', position: event.position, leaf, event: leafEventOf(event), proof: path.map(textOfHash) }
  }
}
