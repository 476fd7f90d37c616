import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkReplay, SealedReadStore, SqliteReadStore } from '@ledger/read-store'
import type { ReplayedView } from '@ledger/read-store'
import { views } from './capabilities.js'
import type { Ledger } from './ledger.js'

/**
 * Fills every view from the first event on, in a folder of its own that is removed in the end, and compares it with the
 * one that answers (Z01).
 */
export async function replayOf(
  { events, codec, keys, read }: Pick<Ledger, 'events' | 'codec' | 'keys' | 'read'>,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<readonly ReplayedView[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-replay-'))
  try {
    const file = await SqliteReadStore.open({ file: join(folder, 'views.sqlite') })
    // A copy that a kill leaves behind holds nothing readable of a person either.
    const scratch = new SealedReadStore(file, keys, views)
    const decode = (stored: Parameters<typeof codec.decode>[0]) => codec.decode(stored)
    return await checkReplay({ events, decode, views, live: read, scratch, onProgress }).finally(() => scratch.close())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
