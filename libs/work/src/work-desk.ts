import { createHash, randomUUID } from 'node:crypto'
import { derivedCommandId, KeyReused } from '@ledger/event-sourcing'
import type { EventStore, Executor, ExpectingNew, States, StoredEvent } from '@ledger/event-sourcing'
import { carryOutChunk } from './chunk.js'
import type { BulkKind } from './chunk.js'
import type { Receipt, WorkSpool } from './spool.js'
import { acceptWork, cancelWork, finishWork, recordProgress, Work } from './work/work.js'
import type { RefusedItem, WorkState } from './work/work.js'

export interface BulkRequest {
  readonly kind: string
  readonly context: object
  readonly actor: string
  readonly idempotencyKey?: string
  /** When it happened, and why, where the caller says so; stands in the events of every item. */
  readonly occurredAt?: string
  readonly reason?: string
  /** Of the conversation that the request belongs to; the items of the work are a conversation of their own. */
  readonly correlationId?: string
  /** What must succeed once the items are known to be good, before the work is accepted. */
  readonly beforehand?: () => Promise<void>
  /** Checked already. An iterator that throws leaves nothing behind. */
  readonly items: AsyncIterable<unknown>
}

export type Progress = Pick<WorkState, 'kind' | 'total' | 'done' | 'changed' | 'unchanged' | 'refused'> & {
  readonly phase: Exclude<WorkState['phase'], 'unknown'>
}

/** How far a work has come; undefined where there is none. */
export function progressOf(state: WorkState): Progress | undefined {
  const { phase, kind, total, done, changed, unchanged, refused } = state
  return phase === 'unknown' ? undefined : { phase, kind, total, done, changed, unchanged, refused }
}

export interface WorkDeskOptions {
  readonly executor: Executor
  readonly states: States
  readonly events: EventStore
  readonly spool: WorkSpool
  readonly kinds: readonly BulkKind[]
  readonly onTrouble: (error: unknown) => void
  /** Whether this process is the one to carry out work; asked before each chunk. */
  readonly onDuty?: () => boolean
}

/** Items a chunk: large enough to share disk writes, small enough for one event to hold all that was refused of it. */
const CHUNK = 1_000
const POLL_MS = 25
const LONGEST_PAUSE_MS = 5_000
const LOOK_EVERY_MS = 1_000
const DUTY_EVERY_MS = 100
/** A request takes minutes at most to arrive. What is older, and was never accepted, is nobody's. */
const ABANDONED_MS = 3_600_000

/**
 * Takes bulk requests and carries them out chunk by chunk, several works in turn. The command of an item has an id
 * derived from work and place, and progress counts only the next chunk: a crash in between, or a second runner, does
 * nothing twice.
 */
export class WorkDesk {
  private readonly queue: string[] = []
  private readonly receiving = new Set<string>()
  /** Of the works under way: whether the streams of their items are mostly new is learnt from one chunk for the next. */
  private readonly expecting = new Map<string, ExpectingNew>()
  private stopped = true
  private releasing = false
  private running: Promise<void> = Promise.resolve()
  private lookedAt = -Infinity
  private wake: () => void = () => undefined

  constructor(private readonly options: WorkDeskOptions) {}

  /** Takes up what was left unfinished, then whatever is accepted. */
  start(): void {
    this.stopped = false
    this.running = this.run()
  }

  /** Finishes the chunk under way. */
  async stop(): Promise<void> {
    this.stopped = true
    this.wake()
    await this.running
  }

  /**
   * Spools the items as they come, then accepts the work. Sent again under the same key it is the same work; where both
   * come at once, the first to be accepted is.
   * @throws KeyReused, or whatever the items throw
   */
  async accept(request: BulkRequest): Promise<{ work: string }> {
    const { kind, context, actor, idempotencyKey, occurredAt, reason, correlationId, items, beforehand } = request
    const { executor, spool, states } = this.options
    const work = idempotencyKey === undefined ? randomUUID() : derivedCommandId('work', actor, idempotencyKey)
    const receipt = randomUUID()
    this.receiving.add(receipt)
    try {
      const said = { ...(occurredAt === undefined ? {} : { occurredAt }), ...(reason === undefined ? {} : { reason }) }
      const { total, digest } = await this.spool({ work, receipt }, { kind, context, ...said }, items)
      const known = (await states.current(Work, { work })).state
      if (known.phase !== 'unknown' && known.digest !== digest) throw new KeyReused()
      if (known.phase === 'unknown') await beforehand?.()
      const by = { actor, ...(correlationId === undefined ? {} : { correlationId }) }
      await executor.execute(acceptWork, { work }, { kind, total, digest, receipt, context, ...said }, by)
      const accepted = (await states.current(Work, { work })).state
      if (accepted.receipt !== receipt) await spool.remove(receipt)
      if (accepted.digest !== digest) throw new KeyReused()
    } catch (error) {
      await this.removeUnlessAccepted({ work, receipt })
      throw error
    } finally {
      this.receiving.delete(receipt)
    }
    if (!this.queue.includes(work)) this.queue.push(work)
    this.wake()
    return { work }
  }

  /** Where it is unknown whether the work was accepted, its items stay: they are taken up, or removed when they are old. */
  private async removeUnlessAccepted({ work, receipt }: Receipt): Promise<void> {
    try {
      const { state } = await this.options.states.current(Work, { work })
      if (state.receipt !== receipt) await this.options.spool.remove(receipt)
    } catch (error) {
      this.options.onTrouble(error)
    }
  }

  private async spool(
    receipt: Receipt,
    about: object,
    items: AsyncIterable<unknown>,
  ): Promise<{ total: number; digest: string }> {
    const hash = createHash('sha256').update(JSON.stringify(about))
    let total = 0
    let chunk: unknown[] = []
    const keep = async () => {
      await this.options.spool.append(receipt, Math.ceil(total / CHUNK) - 1, chunk)
      chunk = []
    }
    for await (const item of items) {
      hash.update(JSON.stringify(item))
      chunk.push(item)
      total += 1
      if (chunk.length === CHUNK) await keep()
    }
    if (chunk.length > 0) await keep()
    return { total, digest: hash.digest('hex') }
  }

  async progress(work: string): Promise<Progress | undefined> {
    return progressOf((await this.options.states.current(Work, { work })).state)
  }

  /** Nobody shall wait any longer: whoever does is told how far the work is. */
  release(): void {
    this.releasing = true
  }

  /** The progress when the work is over, or when the time is. */
  async waitFor(work: string, timeoutMs: number): Promise<Progress | undefined> {
    const until = performance.now() + timeoutMs
    for (;;) {
      const progress = await this.progress(work)
      if (progress?.phase !== 'running' || this.releasing || performance.now() > until) return progress
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  /** What was refused, in order; `after` is the index of the last item of the page before. */
  async refusals(work: string, after = -1, limit = 50): Promise<{ items: readonly RefusedItem[]; next?: number }> {
    const found: RefusedItem[] = []
    for await (const item of this.allRefusals(work)) {
      if (item.index > after) found.push(item)
      if (found.length > limit) break
    }
    const items = found.slice(0, limit)
    return found.length > limit ? { items, next: items.at(-1)!.index } : { items }
  }

  /** Everything that was refused, in order, one by one. */
  async *allRefusals(work: string): AsyncGenerator<RefusedItem> {
    for await (const stored of this.options.events.readStream(Work.stream({ work }))) yield* refusedIn(stored)
  }

  async cancel(work: string, actor: string, reason?: string): Promise<void> {
    await this.options.executor.execute(cancelWork, { work }, reason === undefined ? {} : { reason }, { actor })
  }

  /** Finds what was accepted before a crash, or by a process without this role, and removes what nobody will ask for. */
  private async takeUp(): Promise<void> {
    if (performance.now() - this.lookedAt < LOOK_EVERY_MS) return
    try {
      for (const one of await this.options.spool.list()) {
        const { state } = await this.options.states.current(Work, { work: one.work })
        if (state.phase === 'running' && state.receipt === one.receipt) {
          if (!this.queue.includes(one.work)) this.queue.push(one.work)
        } else if (!this.receiving.has(one.receipt) && isAbandoned(one)) {
          // Whoever sent it got no answer, or an error, or the same work was accepted from another sending of it.
          await this.options.spool.remove(one.receipt)
        }
      }
      this.lookedAt = performance.now()
    } catch (error) {
      this.options.onTrouble(error)
    }
  }

  private async run(): Promise<void> {
    const { onDuty = () => true } = this.options
    for (let failures = 0; !this.stopped;) {
      if (onDuty()) await this.takeUp()
      const work = onDuty() ? this.queue.shift() : undefined
      if (work === undefined) {
        await this.pause(onDuty() ? LOOK_EVERY_MS : DUTY_EVERY_MS)
        continue
      }
      try {
        if (await this.step(work)) this.queue.push(work)
        failures = 0
      } catch (error) {
        this.options.onTrouble(error)
        this.queue.push(work)
        failures += 1
        await this.pause(Math.min(50 * 2 ** failures, LONGEST_PAUSE_MS))
      }
    }
  }

  /** Ends early when a work is accepted or everything stops. */
  private async pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.wake = resolve
    const timer = setTimeout(resolve, ms)
    if (!this.stopped) await promise
    clearTimeout(timer)
  }

  /** One chunk of a work; whether there is more of it. */
  private async step(work: string): Promise<boolean> {
    const { spool, executor, states, events } = this.options
    const { state } = await states.current(Work, { work })
    if (state.phase === 'running' && state.done < state.total) {
      const items = await spool.read(state.receipt, state.chunks)
      // Another process may have finished it meanwhile; then the next look at its state says so.
      if (items.length === 0) throw new Error(`the items of work ${work} are not in the spool`)
      const expecting = this.expecting.get(work) ?? (await executor.expectingNew())
      this.expecting.set(work, expecting)
      const outcome = await carryOutChunk({ executor: expecting, events }, this.kindOf(state.kind), work, state, items)
      await executor.execute(recordProgress, { work }, outcome, { actor: state.by, correlationId: work })
      return true
    }
    if (state.phase === 'running') {
      await executor.execute(finishWork, { work }, {}, { actor: state.by, correlationId: work })
    }
    this.expecting.delete(work)
    await spool.remove(state.receipt)
    return false
  }

  private kindOf(name: string): BulkKind {
    const kind = this.options.kinds.find((one) => one.name === name)
    if (!kind) throw new Error(`nothing is known of bulk work of the kind ${name}`)
    return kind
  }
}

const isAbandoned = ({ lastAt }: { lastAt: string }): boolean => Date.now() - Date.parse(lastAt) > ABANDONED_MS

const refusedIn = ({ type, data }: StoredEvent): readonly RefusedItem[] =>
  type.startsWith('WorkProgressed.') ? (data as { refused: readonly RefusedItem[] }).refused : []
