import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { StoreFinding } from '../event-store.js'
import { PATIENCE_MS, unavailable } from './failure.js'

/**
 * What reading the events one after the other does not show: broken pages and indexes, and rows outside of the order.
 * @throws StoreUnavailable, StoreDamaged
 */
export async function examineStructure(file: string): Promise<readonly StoreFinding[]> {
  const program = new URL(`./structure.worker${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(program, { workerData: { file, patienceMs: PATIENCE_MS } })
  try {
    const [found] = (await once(worker, 'message')) as [readonly StoreFinding[]]
    return found
  } catch (error) {
    throw unavailable(error)
  } finally {
    await worker.terminate()
  }
}
