import { createHash, randomUUID } from 'node:crypto'
import { derivedCommandId, KeyReused } from '@ledger/event-sourcing'
import type { Answer, EventStore, Executor, FollowUp, States, StoredEvent } from '@ledger/event-sourcing'
import type { WorkSpool } from './spool.js'
import { acceptWork, cancelWork, finishWork, recordProgress, Work } from './work/work.js'
import type { RefusedItem, WorkState } from './work/work.js'

/** Something that can be done in bulk: how one item becomes a command, and what it is called where it is refused. */
export interface BulkKind<Context = never, Item = never> {
  readonly name: string
  follow(context: Context, item: Item): FollowUp
  idOf(item: Item): string
}

export interface BulkRequest {
  readonly kind: string
  readonly context: object
  readonly actor: string
  readonly idempotencyKey?: string
  /** Checked already. An iterator that throws leaves nothing behind. */
  readonly items: AsyncIterable<unknown>
}

export type Progress = Pick<WorkState, 'kind' | 'total' | 'done' | 'changed' | 'unchanged' | 'refused'> & {
  readonly phase: 'running' | 'finished' | 'cancelled'
}

export interface WorkDeskOptions {
  readonly executor: Executor
  readonly states: States
  readonly events: EventStore
  readonly spool: WorkSpool
  readonly kinds: readonly BulkKind[]
  readonly onTrouble: (error: unknown) => void
}

/** Items a chunk: large enough to share disk writes, small enough for one event to hold all that was refused of it. */
const CHUNK = 1_000
const POLL_MS = 25
const LONGEST_PAUSE_MS = 5_000

/**
 * Takes bulk requests and carries them out chunk by chunk, several works in turn. The command of an item has an id
 * derived from work and place, and progress counts only the next chunk: a crash in between, or a second runner, does
 * nothing twice.
 */
export class WorkDesk {
  private readonly queue: string[] = []
  private readonly receiving = new Set<string>()
  private stopped = true
  private running: Promise<void> = Promise.resolve()
  private wake: () => void = () => undefined

  constructor(private readonly options: WorkDeskOptions) {}

  /** Takes up what was left unfinished, then whatever is accepted. */
  start(): void {
    this.stopped = false
    this.running = this.takeUp().then(() => this.run())
  }

  /** Finishes the chunk under way. */
  async stop(): Promise<void> {
    this.stopped = true
    this.wake()
    await this.running
  }

  /** Spools the items as they come, then accepts the work. @throws KeyReused, or whatever the items throw. */
  async accept({ kind, context, actor, idempotencyKey, items }: BulkRequest): Promise<{ work: string }> {
    const work = idempotencyKey === undefined ? randomUUID() : derivedCommandId('work', actor, idempotencyKey)
    const known = (await this.options.states.current(Work, { work })).state
    const receipt = { work: known.phase === 'unknown' ? work : randomUUID() }
    this.receiving.add(receipt.work)
    try {
      const { total, digest } = await this.spool(receipt.work, { kind, context }, items)
      if (known.phase !== 'unknown') {
        await this.options.spool.remove(receipt.work)
        if (known.digest !== digest) throw new KeyReused()
        return { work }
      }
      const command = { kind, total, digest, context }
      await this.options.executor.execute(acceptWork, { work }, command, {
        actor,
        commandId: derivedCommandId('accept', work),
      })
    } catch (error) {
      await this.options.spool.remove(receipt.work)
      throw error
    } finally {
      this.receiving.delete(receipt.work)
    }
    this.queue.push(work)
    this.wake()
    return { work }
  }

  private async spool(
    work: string,
    about: object,
    items: AsyncIterable<unknown>,
  ): Promise<{ total: number; digest: string }> {
    const hash = createHash('sha256').update(JSON.stringify(about))
    let total = 0
    let chunk: unknown[] = []
    const keep = async () => {
      await this.options.spool.append(work, Math.ceil(total / CHUNK) - 1, chunk)
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
    const { state } = await this.options.states.current(Work, { work })
    const { phase, kind, total, done, changed, unchanged, refused } = state
    return phase === 'unknown' ? undefined : { phase, kind, total, done, changed, unchanged, refused }
  }

  /** The progress when the work is over, or when the time is. */
  async waitFor(work: string, timeoutMs: number): Promise<Progress | undefined> {
    const until = performance.now() + timeoutMs
    for (;;) {
      const progress = await this.progress(work)
      if (progress?.phase !== 'running' || performance.now() > until) return progress
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  /** What was refused, in order; `after` is the index of the last item of the page before. */
  async refusals(work: string, after = -1, limit = 50): Promise<{ items: readonly RefusedItem[]; next?: number }> {
    const found: RefusedItem[] = []
    const stream = Work.stream({ work })
    for await (const stored of this.options.events.readStream(stream)) {
      for (const item of refusedIn(stored)) if (item.index > after) found.push(item)
      if (found.length > limit) break
    }
    const items = found.slice(0, limit)
    return found.length > limit ? { items, next: items.at(-1)!.index } : { items }
  }

  async cancel(work: string, actor: string, reason?: string): Promise<void> {
    await this.options.executor.execute(cancelWork, { work }, reason === undefined ? {} : { reason }, { actor })
  }

  private async takeUp(): Promise<void> {
    try {
      for (const work of await this.options.spool.list()) {
        if (this.receiving.has(work) || this.queue.includes(work)) continue
        const { state } = await this.options.states.current(Work, { work })
        // Never accepted: whoever sent it got no answer, or an error.
        if (state.phase === 'running') this.queue.push(work)
        else await this.options.spool.remove(work)
      }
    } catch (error) {
      this.options.onTrouble(error)
    }
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopped;) {
      const work = this.queue.shift()
      if (work === undefined) {
        await new Promise<void>((resolve) => (this.wake = resolve))
        continue
      }
      try {
        if (await this.step(work)) this.queue.push(work)
        failures = 0
      } catch (error) {
        this.options.onTrouble(error)
        this.queue.push(work)
        failures += 1
        await new Promise((resolve) => setTimeout(resolve, Math.min(50 * 2 ** failures, LONGEST_PAUSE_MS)))
      }
    }
  }

  /** One chunk of a work; whether there is more of it. */
  private async step(work: string): Promise<boolean> {
    const { spool, executor, states } = this.options
    const { state } = await states.current(Work, { work })
    const over = async () => (await spool.remove(work), false)
    if (state.phase !== 'running') return over()
    if (state.done < state.total) {
      const items = await spool.read(work, state.chunks)
      const outcome = await this.carryOut(work, state, items)
      await executor.execute(recordProgress, { work }, outcome, { actor: state.by, correlationId: work })
      return true
    }
    await executor.execute(finishWork, { work }, {}, { actor: state.by, correlationId: work })
    return over()
  }

  private async carryOut(work: string, state: WorkState, items: readonly unknown[]) {
    const kind = this.options.kinds.find(({ name }) => name === state.kind)
    if (!kind) throw new Error(`nothing is known of bulk work of the kind ${state.kind}`)
    const first = state.done
    const answers = await Promise.all(
      items.map((item, at) => this.carryOutOne(kind, work, state, item as never, first + at)),
    )
    const refused = answers.flatMap(({ refusal }, at) =>
      refusal ? [{ index: first + at, id: kind.idOf(items[at] as never), code: refusal.refused }] : [],
    )
    const changed = answers.filter(({ events }) => events.length > 0).length
    const unchanged = items.length - changed - refused.length
    return { chunk: state.chunks, items: items.length, changed, unchanged, refused }
  }

  private carryOutOne(
    kind: BulkKind,
    work: string,
    { context, by }: WorkState,
    item: never,
    index: number,
  ): Promise<Answer> {
    const { decision, target, command } = kind.follow(context as never, item)
    const commandId = derivedCommandId('work', work, String(index))
    return this.options.executor.execute(decision, target, command, {
      actor: by,
      commandId,
      correlationId: work,
      causationId: work,
    })
  }
}

const refusedIn = ({ type, data }: StoredEvent): readonly RefusedItem[] =>
  type.startsWith('WorkProgressed.') ? (data as { refused: readonly RefusedItem[] }).refused : []
