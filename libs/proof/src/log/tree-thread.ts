import { once } from 'node:events'
import { Ongoing, pause, threadOf } from '@ledger/event-sourcing'

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
  private readonly growing = new Ongoing(this.options, (gotOn, signal) => this.grow(gotOn, signal))

  constructor(private readonly options: TreeThreadOptions) {}

  start(): void {
    this.growing.start()
  }

  /** Resolves when all that was begun is written. */
  stop(): Promise<void> {
    return this.growing.stop()
  }

  private async grow(gotOn: () => void, signal: AbortSignal): Promise<void> {
    const { files, onTrouble, onDuty = () => true } = this.options
    const worker = threadOf('tree', import.meta, files)
    let isThere = true
    worker.on('message', (message: FromTree) => (message === 'ready' ? gotOn() : onTrouble(message.trouble)))
    const ended = once(worker, 'exit').finally(() => (isThere = false))
    try {
      while (isThere && onDuty() && !signal.aborted) await Promise.race([ended, pause(LOOK_EVERY_MS, signal)])
    } finally {
      worker.postMessage('end')
      await ended
    }
  }
}
