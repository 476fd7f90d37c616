import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { pause, persistently } from '@ledger/event-sourcing'

/** Where a log and its tree are kept, where both are in files. */
export interface TreeFiles {
  readonly log: string
  readonly tree: string
}

export interface TreeThreadOptions {
  readonly files: TreeFiles
  readonly onTrouble: (error: unknown) => void
  /** Whether this process is the one to make the tree grow. */
  readonly onDuty?: () => boolean
}

/** What the thread says. */
export type FromTree = 'ready' | { readonly trouble: unknown }

const LOOK_EVERY_MS = 100

/** Makes the tree grow as `MerkleLog` does, on a thread of its own; it is there as long as this process has the duty. */
export class TreeThread {
  private readonly stopping = new AbortController()
  private running: Promise<void> = Promise.resolve()

  constructor(private readonly options: TreeThreadOptions) {}

  start(): void {
    const { signal } = this.stopping
    const { onTrouble } = this.options
    this.running = persistently({ signal, onTrouble, onDuty: () => this.onDuty() }, (gotOn) => this.grow(gotOn))
  }

  /** Resolves when all that was begun is written. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async grow(gotOn: () => void): Promise<void> {
    const { files, onTrouble } = this.options
    const { signal } = this.stopping
    const program = new URL(`./tree.worker${extname(import.meta.url)}`, import.meta.url)
    const worker = new Worker(program, { workerData: files })
    let isThere = true
    worker.on('message', (message: FromTree) => (message === 'ready' ? gotOn() : onTrouble(message.trouble)))
    const ended = once(worker, 'exit').finally(() => (isThere = false))
    try {
      while (isThere && this.onDuty() && !signal.aborted) await Promise.race([ended, pause(LOOK_EVERY_MS, signal)])
    } finally {
      worker.postMessage('end')
      await ended
    }
  }

  private onDuty(): boolean {
    return this.options.onDuty?.() ?? true
  }
}
