import type streams from '@eventstore/db-client/generated/streams_pb.js'
import type { ReadCall } from './channel.js'
import { failureOf } from './failure.js'

export type Answer = streams.ReadResp

/** What may wait for its reader: beyond that the server is not asked for more. */
const ANSWERS = 1_000
const BYTES = 4 * 1_048_576

/**
 * The answers of a call in the order in which the server sent them, `caughtUp` included. They wait here while their reader
 * is busy, bounded in number and in bytes, so that it finds as much as there is and memory stays flat however slow it is.
 */
export class Inbox {
  private waiting: Answer[] = []
  private bytes = 0
  private ended = false
  private error: Error | undefined
  private arrived: (() => void) | undefined

  constructor(private readonly call: ReadCall) {
    call.on('data', (answer: Answer) => this.keep(answer))
    call.on('error', (error: Error) => this.end(failureOf(error)))
    call.on('end', () => this.end())
  }

  /**
   * Everything that waits, at least one answer; undefined when the call has ended.
   * @throws what ended the call, after everything that came before
   */
  async take(): Promise<readonly Answer[] | undefined> {
    while (this.waiting.length === 0) {
      if (this.error) throw this.error
      if (this.ended) return undefined
      await new Promise<void>((resolve) => (this.arrived = resolve))
    }
    const taken = this.waiting
    this.waiting = []
    this.bytes = 0
    this.call.resume()
    return taken
  }

  /** Asks for no more and forgets what waits. */
  close(): void {
    this.waiting = []
    this.end()
    this.call.cancel()
  }

  private keep(answer: Answer): void {
    if (this.ended) return
    this.waiting.push(answer)
    this.bytes += answer.getEvent()?.getEvent()?.getData_asU8().length ?? 0
    if (this.waiting.length >= ANSWERS || this.bytes >= BYTES) this.call.pause()
    this.arrived?.()
  }

  private end(error?: Error): void {
    if (!this.ended) this.error = error
    this.ended = true
    this.arrived?.()
  }
}
