import { getSystemErrorMessage } from 'node:util'
import type { KeptCheckpoint } from './checkpoint-store.js'

/** After a failure. */
const AGAIN_AFTER_MS = 30_000

/** How checkpoints fare on one way, as the process knows that hands them over. */
export interface WayState {
  readonly way: 'file' | 'webhook'
  /** When one last went this way and nothing was wrong. */
  readonly workedAt?: string
  /** Missing where the last one went well, and before the first. */
  readonly failing?: { readonly since: string; readonly why: string }
}

/** The checkpoint has arrived; what was answered is not kept, or not all of it. */
export class AnswerRefused extends Error {
  constructor(size: number, reasons: readonly string[]) {
    super(`what the webhook answered to the checkpoint of ${size} leaves is not kept: ${reasons.join('; ')}`)
    this.name = 'AnswerRefused'
  }
}

export interface WayOptions {
  readonly name: WayState['way']
  /** Ends soon after the signal aborts. @throws AnswerRefused */
  readonly give: (checkpoint: KeptCheckpoint) => Promise<void>
  readonly signal: AbortSignal
  readonly onTrouble: (error: unknown) => void
  readonly clock: () => Date
}

/** One way on which checkpoints go to those who keep them apart from the log: one at a time, each once. */
export class Way {
  state: WayState
  /** Size of the last checkpoint that went this way, and when the way is to be tried again. */
  private handed = 0
  private from = -Infinity
  private running: Promise<void> | undefined

  constructor(private readonly options: WayOptions) {
    this.state = { way: options.name }
  }

  /** Resolves when nothing is under way any more. While something is, this one waits to be brought again, or a newer one. */
  hand(checkpoint: KeptCheckpoint): Promise<void> {
    this.running ??= this.tried(checkpoint).finally(() => (this.running = undefined))
    return this.running
  }

  /** Resolves when what is under way has come to its end. */
  async ended(): Promise<void> {
    await this.running
  }

  /** How it went is of no account any more. */
  forget(): void {
    this.state = { way: this.options.name }
  }

  private async tried(checkpoint: KeptCheckpoint): Promise<void> {
    const { name, give, signal, clock } = this.options
    if (signal.aborted || this.handed === checkpoint.size || performance.now() < this.from) return
    try {
      await give(checkpoint)
      this.handed = checkpoint.size
      this.state = { way: name, workedAt: clock().toISOString() }
    } catch (error) {
      // What was broken off to stop has not failed.
      if (!signal.aborted) this.failed(checkpoint, error)
    }
  }

  private failed({ size }: KeptCheckpoint, error: unknown): void {
    const { name, onTrouble, clock } = this.options
    const since = this.state.failing?.since ?? clock().toISOString()
    this.state = { ...this.state, failing: { since, why: reasonIn(error) } }
    if (error instanceof AnswerRefused) {
      // Who has the checkpoint is not sent it again: the answer would be the same.
      this.handed = size
      onTrouble(error)
    } else {
      this.from = performance.now() + AGAIN_AFTER_MS
      onTrouble(new Error(`the checkpoint could not be handed over by ${name}`, { cause: error }))
    }
  }
}

/** What lies behind an error, in words, without the paths and addresses that are nobody's business but the operator's. */
function reasonIn(error: unknown): string {
  if (error instanceof AggregateError) return reasonIn(error.errors[0])
  const { message, errno, cause } = error as NodeJS.ErrnoException
  if (cause !== undefined) return reasonIn(cause)
  return errno === undefined ? message : getSystemErrorMessage(errno)
}
