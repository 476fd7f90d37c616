import { createHash } from 'node:crypto'
import { NotACopy } from '@ledger/event-sourcing'
import type { CopiedPart, CopyPartOptions } from '@ledger/event-sourcing'
import type { Receipt, WorkSpool } from './spool.js'

/**
 * Copies the items of bulk work that is not carried out yet, and of what was sent and perhaps never accepted: chunk by
 * chunk, each compared with what the target holds then. Done again, it goes on.
 * @throws NotACopy where the target does not keep what it was given; StoreUnavailable: give it again
 */
export async function copySpool(
  from: WorkSpool,
  to: WorkSpool,
  { onProgress = () => undefined, signal }: CopyPartOptions = {},
): Promise<CopiedPart> {
  const hash = createHash('sha256')
  let [held, copied] = [0, 0]
  const sendings = await from.list()
  for (const [at, sending] of sendings.toSorted(byReceipt).entries()) {
    for (const { chunk, keptAt } of await from.chunks(sending.receipt)) {
      signal?.throwIfAborted()
      const items = await from.read(sending.receipt, chunk)
      // Carried out meanwhile: nobody asks for it any more.
      if (items.length === 0) continue
      if (await brought(to, sending, chunk, items, keptAt)) copied += 1
      hash.update(`${JSON.stringify([sending.work, sending.receipt, chunk, items])}\n`)
      held += 1
    }
    onProgress(at + 1, sendings.length)
  }
  return { held, copied, digest: hash.digest('hex') }
}

/** Whether it was not there yet. */
async function brought(
  to: WorkSpool,
  sending: Receipt,
  chunk: number,
  items: readonly unknown[],
  keptAt: string,
): Promise<boolean> {
  const isThere = async () => JSON.stringify(await to.read(sending.receipt, chunk)) === JSON.stringify(items)
  if (await isThere()) return false
  await to.append(sending, chunk, items, keptAt)
  if (!(await isThere())) throw new NotACopy(`the target does not hold chunk ${chunk} of work ${sending.work}`)
  return true
}

const byReceipt = (one: Receipt, other: Receipt): number => (one.receipt < other.receipt ? -1 : 1)
