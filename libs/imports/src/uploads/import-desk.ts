import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { digestOf, KeyReused } from '@ledger/event-sourcing'
import type { Executor } from '@ledger/event-sourcing'
import { problem } from '@ledger/http'
import type { WorkSpool } from '@ledger/work'
import type { KnownStates } from '../engine/rehearsal.js'
import { UnreadableFile } from '../reading/files.js'
import { carryOutImport } from './carrying-out.js'
import { checkedFor, fitted } from './fitting.js'
import { fileOf } from './kept-file.js'
import { previewOf } from './preview.js'
import type { Preview } from './preview.js'
import { Reception } from './reception.js'
import type { Sent } from './reception.js'
import { rejectsOf, shown, UploadStore } from './upload-store.js'
import type { Kept } from './upload-store.js'
import { isBusy } from './upload.js'
import type { Form, Import, ImportKind } from './upload.js'

export interface ImportDeskOptions {
  readonly executor: Executor
  readonly states: KnownStates
  /** One of its own. */
  readonly spool: WorkSpool
  readonly onTrouble: (error: unknown) => void
  /** Whether this process is the one to carry imports out. */
  readonly onDuty?: () => boolean
  readonly clock?: () => Date
  readonly largest?: number
}

/** What is to be done with an upload. */
export interface Wish {
  readonly kind: ImportKind
  readonly manifest: unknown
  readonly by: string
  readonly idempotencyKey?: string
}

const LOOK_EVERY_MS = 1_000
const SWEEP_EVERY_MS = 60_000
const LONGEST_PAUSE_MS = 5_000
const POLL_MS = 50
const REMEMBERED_KEYS = 50

/** Takes files, shows what is in them, and brings them in: one after the other, taken up again where a process died. */
export class ImportDesk {
  private readonly store: UploadStore
  private readonly reception: Reception
  private readonly clock: () => Date
  private readonly turns = new Map<string, Promise<unknown>>()
  private stopping = new AbortController()
  private running: Promise<void> = Promise.resolve()
  private releasing = false
  private wake: () => void = () => undefined

  constructor(private readonly options: ImportDeskOptions) {
    this.clock = options.clock ?? (() => new Date())
    this.store = new UploadStore(options.spool)
    this.reception = new Reception(this.store, this.clock, (id, work) => this.inTurn(id, work), options.largest)
  }

  start(): void {
    this.stopping = new AbortController()
    this.running = this.run(this.stopping.signal)
  }

  /** What is under way is taken up again by whoever starts next. */
  async stop(): Promise<void> {
    this.stopping.abort()
    this.wake()
    await this.running
  }

  /** Nobody shall wait any longer. */
  release(): void {
    this.releasing = true
  }

  async upload(sent: Sent): Promise<Import> {
    return this.find(await this.reception.take(sent))
  }

  /** @throws ProblemException 404 */
  async find(id: string): Promise<Import> {
    return shown(await this.kept(id))
  }

  /** Newest use first. @param after `next` of the page before */
  async list(limit: number, after?: string): Promise<{ readonly items: readonly Import[]; readonly next?: string }> {
    const uses = await this.store.uses()
    const behind = after === undefined ? uses : uses.filter(({ place }) => place < after)
    const page = behind.slice(0, limit)
    const items: Import[] = []
    for (const { id } of page) {
      const found = await this.store.find(id)
      if (found) items.push(shown(found))
    }
    return { items, ...(behind.length > limit ? { next: page.at(-1)!.place } : {}) }
  }

  /** @throws ProblemException 404; 422 where not even the columns can be found */
  async preview(id: string, said: Partial<Form>, rows: number): Promise<Preview> {
    const { upload } = await this.kept(id)
    const form = { ...upload.form, ...said }
    try {
      return await previewOf(fileOf(this.store, upload), upload.name, form, rows)
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      const { at, message } = error
      const errors = [{ field: at === 'path' ? 'format' : at, message }]
      throw problem(422, 'file-unreadable', 'The file cannot be read in this form', { errors })
    }
  }

  /**
   * Of wishes that come at the same time, be it to several processes, one holds: the others are told what they would be
   * told after it. @throws KeyReused; ProblemException 400, 404, 409 where something is under way, 422
   */
  async ask(id: string, wish: Wish): Promise<Import> {
    return this.inTurn(id, async () => {
      for (;;) {
        const answer = await this.askedOnce(id, wish)
        if (answer) return answer
      }
    })
  }

  /** Undefined where somebody else was faster. */
  private async askedOnce(id: string, { kind, manifest, by, idempotencyKey }: Wish): Promise<Import | undefined> {
    const kept = await this.kept(id)
    const { asked, upload } = kept
    checkedFor(manifest, upload)
    const digest = digestOf([kind, manifest])
    const earlier = asked?.keys.find(({ key }) => key === idempotencyKey)
    if (earlier && earlier.digest !== digest) throw new KeyReused()
    if (earlier) return shown(kept)
    if (isBusy(shown(kept))) throw busy()
    await fitted(manifest, upload, fileOf(this.store, upload))
    const holds = await this.store.replace(id, 'asked', asked, {
      work: randomUUID(),
      kind,
      by,
      requestedAt: this.clock().toISOString(),
      manifest: manifest as object,
      keys: [...(idempotencyKey === undefined ? [] : [{ key: idempotencyKey, digest }]), ...(asked?.keys ?? [])].slice(
        0,
        REMEMBERED_KEYS,
      ),
    })
    if (!holds) return undefined
    if (asked) await this.store.removePieces(rejectsOf(id, asked.work))
    this.wake()
    return this.find(id)
  }

  /** What was brought in stays. @throws ProblemException 404 */
  async cancel(id: string): Promise<Import> {
    return this.inTurn(id, async () => {
      const found = await this.find(id)
      if (isBusy(found)) await this.store.keep(id, 'cancelled', { work: found.work!.work })
      return this.find(id)
    })
  }

  /** The rows that the last work has not taken, as CSV. @throws ProblemException 404 where none has ended, or begun */
  async rejects(id: string): Promise<{ readonly name: string; readonly pieces: AsyncIterable<Buffer> }> {
    const found = await this.find(id)
    const hasEnded = found.work?.state === 'finished' || found.work?.state === 'cancelled'
    const place = found.work && rejectsOf(id, found.work.work)
    if (!hasEnded || !place || (await this.store.count(place)) === 0)
      throw problem(404, 'rejects-unknown', 'No check or run of this import has ended')
    return { name: found.name, pieces: this.store.pieces(place) }
  }

  /** @throws ProblemException 404, 409 */
  async remove(id: string): Promise<void> {
    await this.inTurn(id, async () => {
      if (isBusy(await this.find(id))) throw busy()
      await this.store.remove(id)
    })
  }

  /** Where a person is erased: what is kept may speak of them. What is worked with goes as soon as that has ended. */
  async forgetAll(): Promise<void> {
    for (const id of await this.store.ids())
      await this.inTurn(id, async () => {
        const kept = await this.store.find(id)
        if (kept && isBusy(shown(kept))) await this.store.keep(id, 'leaving', { since: this.clock().toISOString() })
        else await this.store.remove(id)
      })
  }

  /** The import when nothing is under way, or when the time is over. */
  async waitFor(id: string, timeoutMs: number): Promise<Import> {
    const until = performance.now() + timeoutMs
    for (;;) {
      const found = await this.find(id)
      if (!isBusy(found) || this.releasing || performance.now() > until) return found
      await setTimeout(POLL_MS)
    }
  }

  private async kept(id: string): Promise<Kept> {
    const found = await this.store.find(id)
    if (!found) throw problem(404, 'import-unknown', 'There is no such import, or it is gone')
    return found
  }

  /** Two who press the button at once come one after the other. */
  private inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(id) ?? Promise.resolve()).catch(() => undefined).then(work)
    this.turns.set(id, turn)
    const over = () => {
      if (this.turns.get(id) === turn) this.turns.delete(id)
    }
    turn.then(over, over)
    return turn
  }

  private async run(signal: AbortSignal): Promise<void> {
    const { onDuty = () => true, onTrouble } = this.options
    let sweptAt = -Infinity
    for (let failures = 0; !signal.aborted;) {
      try {
        const next = onDuty() ? await this.next() : undefined
        if (next) await this.carryOut(next, signal)
        else if (onDuty() && performance.now() - sweptAt > SWEEP_EVERY_MS) {
          await this.sweep()
          sweptAt = performance.now()
        } else await this.pause(LOOK_EVERY_MS, signal)
        failures = 0
      } catch (error) {
        onTrouble(error)
        failures += 1
        await this.pause(Math.min(100 * 2 ** failures, LONGEST_PAUSE_MS), signal)
      }
    }
  }

  /** Whoever has waited longest. */
  private async next(): Promise<Kept | undefined> {
    const waiting: Kept[] = []
    for (const { id } of await this.store.uses()) {
      const kept = await this.store.find(id)
      if (kept && isBusy(shown(kept))) waiting.push(kept)
      else if (kept?.leaving) await this.store.remove(id)
    }
    return waiting.toSorted((one, other) => (one.asked!.requestedAt < other.asked!.requestedAt ? -1 : 1))[0]
  }

  private async carryOut(kept: Kept, signal: AbortSignal): Promise<void> {
    const { store, clock } = this
    const { executor, states, onTrouble, onDuty = () => true } = this.options
    await carryOutImport({ store, executor, states, clock, onTrouble, onDuty }, kept, signal)
  }

  private async sweep(): Promise<void> {
    for (const id of await this.store.overdue(this.clock(), this.reception.isArriving))
      await this.inTurn(id, async () => {
        const kept = await this.store.find(id)
        if (!kept || !isBusy(shown(kept))) await this.store.remove(id)
      })
  }

  /** Ends early when something is asked for, or everything stops. */
  private async pause(ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController()
    this.wake = () => woken.abort()
    await setTimeout(ms, undefined, { signal: AbortSignal.any([woken.signal, signal]) }).catch(() => undefined)
  }
}

const busy = () => problem(409, 'import-busy', 'A check or a run of this import is under way')
