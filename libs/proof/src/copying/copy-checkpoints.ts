import { createHash } from 'node:crypto'
import { NotACopy } from '@ledger/event-sourcing'
import type { CopiedPart, CopyPartOptions } from '@ledger/event-sourcing'
import { parseCheckpoint } from '@ledger/proof-verifier'
import type { CheckpointStore, KeptCheckpoint } from '../checkpoints/checkpoint-store.js'

const PAGE = 500

/**
 * Copies what was signed of the tree, in its order, with the countersignatures; those that the target has besides stay.
 * Done again, it goes on. @throws NotACopy where the target has signed something else; StoreUnavailable: give it again
 */
export async function copyCheckpoints(
  from: CheckpointStore,
  to: CheckpointStore,
  { onProgress = () => undefined, signal }: CopyPartOptions = {},
): Promise<CopiedPart> {
  const hash = createHash('sha256')
  const newest = (await from.latest())?.size ?? 0
  let [held, copied] = [0, 0]
  for await (const checkpoint of allOf(from)) {
    signal?.throwIfAborted()
    const same = await to.at(checkpoint.size)
    if (!same) copied += 1
    if (!same && !(await to.add(checkpoint))) throw other(checkpoint)
    await countersigned(to, checkpoint)
    hash.update(`${JSON.stringify([checkpoint.size, checkpoint.note, checkpoint.issuedAt])}\n`)
    held += 1
    onProgress(checkpoint.size, newest)
  }
  if (((await to.latest())?.size ?? 0) > newest) throw new NotACopy('the target has signed more than the source')
  return { held, copied, digest: hash.digest('hex') }
}

/** The same text in both, and every signature of the source below that of the target. */
async function countersigned(to: CheckpointStore, checkpoint: KeptCheckpoint): Promise<void> {
  const { size, note } = checkpoint
  const there = await to.at(size)
  if (!there || parseCheckpoint(there.note).note.text !== parseCheckpoint(note).note.text) throw other(checkpoint)
  for (const { line } of parseCheckpoint(note).note.signatures) await to.countersign(size, line)
}

async function* allOf(store: CheckpointStore): AsyncGenerator<KeptCheckpoint> {
  for (let page = await store.from(0, PAGE); page.length > 0; page = await store.from(page.at(-1)!.size + 1, PAGE))
    yield* page
}

const other = ({ size }: KeptCheckpoint): NotACopy =>
  new NotACopy(`the target has signed something else than the checkpoint of size ${size}`)
