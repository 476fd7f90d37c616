import { randomUUID } from 'node:crypto'
import type streams from '@eventstore/db-client/generated/streams_pb.js'
import type { AppendRequest } from '../append-request.js'
import type { AppendResult } from '../event-store.js'
import type { AppendCall, Channel } from './channel.js'
import { within } from './deadlines.js'
import { appendFailure, failureOf, unavailable } from './failure.js'
import { positionOf } from './recorded.js'
import { appendMessages } from './requests.js'

interface Pending {
  readonly request: AppendRequest
  readonly resolve: (result: AppendResult) => void
  readonly reject: (error: Error) => void
}

/**
 * Appends of one call: all of them go out at once and each gets its own answer. A call that breaks fails those that wait
 * in it, whose outcome is then unknown, and nothing else; an answer that nobody waits for any more is of no interest.
 */
export class BatchAppend {
  private readonly pending = new Map<string, Pending>()
  private broken: Error | undefined

  private constructor(
    private readonly call: AppendCall,
    private readonly onBroken: () => void,
  ) {
    call.on('data', (answer: streams.BatchAppendResp) => this.settle(answer))
    call.on('error', (error: Error) => this.break(failureOf(error)))
    call.on('end', () => this.break(unavailable('the server ended the call')))
  }

  static async over(channel: Channel, onBroken: () => void): Promise<BatchAppend> {
    return new BatchAppend(await channel.appends(), onBroken)
  }

  /**
   * Resolves with the server's answer; rejects with its refusal, or with StoreUnavailable when none comes in time or the
   * call breaks.
   */
  async send(stream: string, request: AppendRequest, answerMs: number): Promise<AppendResult> {
    if (this.broken) throw this.broken
    const id = randomUUID()
    const { promise, resolve, reject } = Promise.withResolvers<AppendResult>()
    this.pending.set(id, { request, resolve, reject })
    try {
      // What waits to be sent is no more than what its callers hold in memory anyway.
      for (const message of appendMessages(id, stream, request.expected, request.events)) this.call.write(message)
      return await within(answerMs, promise)
    } finally {
      this.pending.delete(id)
    }
  }

  end(): void {
    this.break(unavailable('it was closed'))
    this.call.cancel()
  }

  private settle(answer: streams.BatchAppendResp): void {
    const id = answer.getCorrelationId()?.getString() ?? ''
    const waiting = this.pending.get(id)
    if (!waiting) return
    const success = answer.getSuccess()
    try {
      if (success) waiting.resolve(resultOf(success, waiting.request))
      else waiting.reject(appendFailure(answer.getError(), waiting.request))
    } catch (error) {
      waiting.reject(failureOf(error))
    }
  }

  private break(error: Error): void {
    this.broken ??= error
    for (const { reject } of this.pending.values()) reject(error)
    this.onBroken()
  }
}

/** A repeat on a stream that was deleted softly has no position, an append of nothing none of its own. */
function resultOf(success: streams.BatchAppendResp.Success, { events }: AppendRequest): AppendResult {
  const revision = success.hasCurrentRevision() ? Number(success.getCurrentRevision()) : -1
  const position = success.getPosition()
  if (!position || events.length === 0) return { revision }
  return { revision, position: positionOf(position.getCommitPosition(), position.getPreparePosition()) }
}
