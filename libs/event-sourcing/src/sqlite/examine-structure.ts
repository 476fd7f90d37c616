import { once } from 'node:events'
import type { StoreFinding } from '../event-store.js'
import { threadOf } from '../thread.js'
import { PATIENCE_MS, unavailable } from './failure.js'

/**
 * What reading the events one after the other does not show: broken pages and indexes, and rows outside of the order.
 * @throws StoreUnavailable, StoreDamaged
 */
export async function examineStructure(file: string): Promise<readonly StoreFinding[]> {
  const worker = threadOf('structure', import.meta, { file, patienceMs: PATIENCE_MS })
  try {
    const [found] = (await once(worker, 'message')) as [readonly StoreFinding[]]
    return found
  } catch (error) {
    throw unavailable(error)
  } finally {
    await worker.terminate()
  }
}
