import { setTimeout } from 'node:timers/promises'
import { problem } from '@ledger/http'
import { TreeForked } from '@ledger/proof'
import type { TileStore } from '@ledger/proof'

const PATIENCE_MS = 5_000
const LOOK_EVERY_MS = 50

/** An event that the tree, or the checkpoint that was asked for, does not have yet. */
export const notYetProven = () =>
  problem(503, 'not-yet-proven', 'No checkpoint holds this event yet', {}, { 'retry-after': '5' })

/** What is answered where nothing may be signed, because the log is not the one that was. */
export function historyChanged(error: unknown): never {
  if (!(error instanceof TreeForked)) throw error
  throw problem(409, 'history-changed', 'The log does not begin with what was signed before', {
    detail: error.message,
    details: { size: error.size },
  })
}

/** Waits until the tree has the event at a position. @throws 503 */
export async function treeAt(tiles: TileStore, position: number | undefined): Promise<void> {
  if (position === undefined) return
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until;) {
    if (((await tiles.state()).last?.position ?? 0) >= position) return
    await setTimeout(LOOK_EVERY_MS)
  }
  throw notYetProven()
}
