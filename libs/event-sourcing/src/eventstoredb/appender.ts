import type { AppendRequest } from '../append-request.js'
import type { AppendResult } from '../event-store.js'
import { BatchAppend } from './batch-append.js'
import type { Channel } from './channel.js'
import { pause, within } from './deadlines.js'
import type { Patience } from './deadlines.js'
import { failureOf, isPassing } from './failure.js'
import type { StreamNames } from './stream-names.js'

/** Appends over one call, and again over a new one where the outcome is unknown. */
export class Appender {
  private call: Promise<BatchAppend> | undefined
  private readonly underWay = new Set<Promise<unknown>>()

  constructor(
    private readonly channel: Channel,
    private readonly names: StreamNames,
    private readonly patience: Patience,
  ) {}

  append(request: AppendRequest): Promise<AppendResult> {
    const done = this.stubbornly(request)
    this.underWay.add(done)
    const forget = () => void this.underWay.delete(done)
    done.then(forget, forget)
    return done
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    await Promise.allSettled(this.underWay)
    const call = await this.call?.catch(() => undefined)
    call?.end()
  }

  /**
   * After a time-out or a lost connection the events may have been written. With an explicit revision the server
   * recognises them by their ids, so the same append is given again; with a word it would perhaps write them twice.
   */
  private async stubbornly(request: AppendRequest): Promise<AppendResult> {
    const until = performance.now() + this.patience.againMs
    for (let failures = 0; ; failures += 1) {
      try {
        return await this.once(request)
      } catch (error) {
        const failure = failureOf(error)
        if (!isPassing(failure) || !isRepeatable(request) || performance.now() >= until) throw failure
      }
      await pause(failures)
    }
  }

  private async once(request: AppendRequest): Promise<AppendResult> {
    const { answerMs } = this.patience
    const call = await within(answerMs, this.usable())
    return call.send(this.names.outside(request.stream), request, answerMs)
  }

  /** All appends share one call, until it breaks. */
  private usable(): Promise<BatchAppend> {
    if (!this.call) {
      const opening = BatchAppend.over(this.channel, () => forget())
      const forget = () => void (this.call === opening && (this.call = undefined))
      opening.catch(forget)
      this.call = opening
    }
    return this.call
  }
}

const isRepeatable = ({ expected }: AppendRequest): boolean => typeof expected === 'number' || expected === 'no_stream'
