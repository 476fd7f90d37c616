import { Contended, StoreUnavailable } from '@ledger/event-sourcing'
import type { Executor } from '@ledger/event-sourcing'
import { ProblemException } from '@ledger/http'
import { noCounts } from '../engine/import-report.js'
import type { ImportReport, Progress, Reject } from '../engine/import-report.js'
import type { PreparedImport } from '../engine/prepare-import.js'
import { Rehearsal } from '../engine/rehearsal.js'
import type { KnownStates } from '../engine/rehearsal.js'
import { RejectsTable } from '../engine/rejects-table.js'
import { runImport } from '../engine/run-import.js'
import { Scratch } from '../grouping/scratch.js'
import { fitted } from './fitting.js'
import { fileOf } from './kept-file.js'
import { PIECE_BYTES, rejectsOf } from './upload-store.js'
import type { Kept, UploadStore } from './upload-store.js'
import type { AskedImport, ImportCourse } from './upload.js'

export interface CarryingOutParts {
  readonly store: UploadStore
  readonly executor: Executor
  readonly states: KnownStates
  readonly clock: () => Date
  readonly onTrouble: (error: unknown) => void
  /** Whether this process is still the one to carry imports out. */
  readonly onDuty: () => boolean
}

/** How often it is written how far it is, and looked whether it shall end. */
const TELL_EVERY_MS = 500
const REJECTS = 'rejects'

/**
 * Carries one check or run out to its end. Ids of commands are made of the rows, so that what a process that died has
 * done is not done twice.
 * @param stopping ends it without an end of its own: it is taken up again
 * @throws StoreUnavailable, Contended; then it is to be tried again
 */
export async function carryOutImport(parts: CarryingOutParts, kept: Kept, stopping: AbortSignal): Promise<void> {
  const { asked, upload } = kept
  if (!asked) return
  const one = new CarryingOut(parts, kept, asked)
  if (kept.cancelled?.work === asked.work) return one.end('cancelled')
  try {
    await one.toItsEnd(await fitted(asked.manifest, upload, fileOf(parts.store, upload)), stopping)
  } catch (error) {
    if (error instanceof StoreUnavailable || error instanceof Contended) throw error
    // Whatever would come again every time ends it: others wait behind it.
    if (!(error instanceof ProblemException)) parts.onTrouble(error)
    await one.end('failed', failureOf(error))
  }
}

/** It fitted when it was asked for; later versions may ask for more. */
function failureOf(error: unknown): NonNullable<ImportCourse['failure']> {
  if (!(error instanceof ProblemException))
    return { code: 'internal-error', message: 'Something went wrong in the service; it was logged' }
  const { code, errors = [], title } = error.problem
  return { code, message: errors.map(({ field, message }) => `${field} ${message}`)[0] ?? title }
}

/** What ends the carrying out: somebody wishes it, or another process goes on with it. */
interface Ends {
  readonly ending: AbortController
  readonly leaving: AbortController
}

class CarryingOut {
  private readonly id: string
  private readonly begun: ImportCourse
  private course: ImportCourse

  constructor(
    private readonly parts: CarryingOutParts,
    kept: Kept,
    private readonly asked: AskedImport,
  ) {
    this.id = kept.upload.import
    this.begun = {
      work: asked.work,
      state: 'running',
      startedAt: this.now(),
      tries: 1,
      progress: { bytes: 0, totalBytes: kept.upload.bytes },
      counts: noCounts,
      reasons: {},
      rejects: [],
    }
    // What a try before this one has told stands until this one begins.
    this.course = kept.course?.work === asked.work ? kept.course : { ...this.begun, tries: 0 }
  }

  async toItsEnd(prepared: PreparedImport, stopping: AbortSignal): Promise<void> {
    const ending = new AbortController()
    const leaving = new AbortController()
    using scratch = disposable(new Scratch())
    this.course = { ...this.begun, tries: this.course.tries + 1 }
    await this.write()
    const signal = AbortSignal.any([stopping, leaving.signal, ending.signal])
    const report = await this.told({ ending, leaving }, () => this.run(prepared, signal, scratch.of))
    if (report.interrupted && !ending.signal.aborted) return
    const { totals, reasons, rejects } = report
    this.course = { ...this.course, counts: totals, reasons, rejects }
    await this.keepRejects(prepared, scratch.of)
    await this.end(report.interrupted ? 'cancelled' : 'finished')
  }

  async end(state: 'finished' | 'failed' | 'cancelled', failure?: ImportCourse['failure']): Promise<void> {
    this.course = { ...this.course, state, endedAt: this.now(), ...(failure ? { failure } : {}) }
    await this.write()
  }

  private async run(prepared: PreparedImport, signal: AbortSignal, scratch: Scratch): Promise<ImportReport> {
    const { kind, work } = this.asked
    const table = new RejectsTable(prepared)
    let count = 0
    const options = {
      signal,
      correlationId: work,
      onProgress: ({ bytes, totalBytes, counts }: Progress) => {
        this.course = { ...this.course, progress: { bytes, totalBytes }, counts }
      },
      onReject: (reject: Reject) => scratch.put(REJECTS, (count += 1), table.rows([reject])),
    }
    if (kind === 'run') return runImport(prepared, { ...options, execute: await this.parts.executor.expectingNew() })
    using rehearsal = new Rehearsal(this.parts.states)
    return await runImport(prepared, { ...options, dryRun: true, execute: rehearsal })
  }

  private async keepRejects(prepared: PreparedImport, scratch: Scratch): Promise<void> {
    const place = rejectsOf(this.id, this.asked.work)
    await this.parts.store.removePieces(place)
    let [text, number] = [new RejectsTable(prepared).head, 0]
    const keep = () => this.parts.store.putPiece(this.id, place, number, Buffer.from(text))
    for (const row of scratch.of<string>(REJECTS)) {
      text += row
      if (text.length < PIECE_BYTES / 2) continue
      await keep()
      text = ''
      number += 1
    }
    if (text !== '') await keep()
  }

  /** Meanwhile it is written how far it is, and looked whether it shall end. What cannot be written now is written later. */
  private async told<T>({ ending, leaving }: Ends, work: () => Promise<T>): Promise<T> {
    let under: Promise<void> = Promise.resolve()
    const tell = async () => {
      // Another process goes on with it, and tells how far it is.
      if (!this.parts.onDuty()) return leaving.abort()
      await this.write()
      const found = await this.parts.store.find(this.id)
      if (!found || found.cancelled?.work === this.asked.work) ending.abort()
    }
    const timer = setInterval(() => void (under = under.then(tell).catch(() => undefined)), TELL_EVERY_MS)
    try {
      return await work()
    } finally {
      clearInterval(timer)
      await under
    }
  }

  private write(): Promise<void> {
    return this.parts.store.keep(this.id, 'course', this.course)
  }

  private now = (): string => this.parts.clock().toISOString()
}

const disposable = (of: Scratch) => ({ of, [Symbol.dispose]: () => of.close() })
