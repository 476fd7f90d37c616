import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { PATIENCE_MS, threadOf, unavailable } from '@ledger/event-sourcing'
import type { DocumentRow } from './write-documents.js'

/** Rows that one statement takes, one after the other. */
export interface Rows {
  readonly sql: string
  readonly rows: readonly DocumentRow[]
}

/** Writes into a database while this thread goes on; it starts with the first rows. */
export class WritingThread {
  private worker: Worker | undefined
  private written: Promise<void> = Promise.resolve()

  constructor(private readonly file: string) {}

  /**
   * Waits for what was given before, and no longer: of what is given now, `settled` tells.
   * @throws StoreUnavailable where something could not be written; then nothing more is
   */
  async write(batch: readonly Rows[]): Promise<void> {
    await this.written
    this.written = this.hand(batch)
    // It is told to whoever comes next.
    this.written.catch(() => undefined)
  }

  /**
   * All that was given is written.
   * @throws StoreUnavailable where something could not be
   */
  settled(): Promise<void> {
    return this.written
  }

  /** Ends the thread when all is written; it starts again with the next rows. */
  async end(): Promise<void> {
    await this.written.catch(() => undefined)
    const { worker } = this
    this.worker = undefined
    await worker?.terminate()
  }

  private async hand(batch: readonly Rows[]): Promise<void> {
    const worker = (this.worker ??= threadOf('writing', import.meta, { file: this.file, patienceMs: PATIENCE_MS }))
    try {
      worker.postMessage(batch)
      await once(worker, 'message')
    } catch (error) {
      throw unavailable(error)
    }
  }
}
