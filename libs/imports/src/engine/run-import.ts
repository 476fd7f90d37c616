import { randomUUID } from 'node:crypto'
import { carryOut } from './carry-out.js'
import type { Execute, Outcome } from './carry-out.js'
import { InFlight } from './in-flight.js'
import { noCounts, summed } from './import-report.js'
import type { Counts, FileReport, ImportReport, Progress, Reject } from './import-report.js'
import { byColumn, itemsOf } from './items.js'
import type { Item, RowListener } from './items.js'
import type { PreparedFile, PreparedImport } from './prepare-import.js'

export interface RunOptions {
  readonly execute: Execute
  /** Nothing is written by `execute`. Only said in the report. */
  readonly dryRun?: boolean
  /** Stands in every event; a new one where nothing is said. */
  readonly correlationId?: string
  /** How many items may be under way at a time. */
  readonly concurrency?: number
  /** Called some times a second, and at the end of every file. */
  readonly onProgress?: (progress: Progress) => void
  /** Called once for each row that is listed. */
  readonly onReject?: (reject: Reject) => void
  /** Ends the import after what is under way. */
  readonly signal?: AbortSignal
}

const AT_A_TIME = 512
const TELL_EVERY_MS = 50
/** So many rows are named in the report; all of them are told to `onReject`. */
const NAMED = 20

type Tally = { -readonly [Name in keyof Counts]: number }

/**
 * Reads the files one after the other and gives their commands, in bounded memory. Bad rows are listed, good ones kept.
 * @throws what `execute` throws where the store cannot write: what is recorded by then stays, and is not doubled later.
 */
export async function runImport(prepared: PreparedImport, options: RunOptions): Promise<ImportReport> {
  const { correlationId = randomUUID() } = options
  const began = performance.now()
  const run = new Run(prepared, options, correlationId)
  const files: FileReport[] = []
  for (const file of prepared.files) files.push(await run.file(file))
  return {
    source: prepared.manifest.source,
    dryRun: options.dryRun ?? false,
    interrupted: options.signal?.aborted ?? false,
    correlationId,
    seconds: Math.round(performance.now() - began) / 1_000,
    files,
    totals: summed(files),
    reasons: Object.fromEntries(run.reasons),
    rejects: run.rejects,
  }
}

class Run {
  readonly rejects: Omit<Reject, 'cells'>[] = []
  readonly reasons = new Map<string, number>()
  private bytes = 0
  private told = -Infinity
  private done: Counts = noCounts
  private readonly give: ReturnType<typeof carryOut>

  constructor(
    private readonly prepared: PreparedImport,
    private readonly options: RunOptions,
    correlationId: string,
  ) {
    this.give = carryOut(prepared.manifest, options.execute, correlationId)
  }

  async file(prepared: PreparedFile): Promise<FileReport> {
    const { file, source } = prepared
    const tally: Tally = { ...noCounts }
    const end = this.bytes + source.bytes
    const inFlight = new InFlight(this.options.concurrency ?? AT_A_TIME)
    for await (const item of itemsOf(prepared, this.listener(file.path, tally))) {
      if (this.stopped() || inFlight.failure !== undefined) break
      tally.items += 1
      await inFlight.begin(async () => {
        this.settle(prepared, item, await this.give(file.rows, item), tally)
        this.tell(file.path, tally)
      })
    }
    await inFlight.settled()
    if (inFlight.failure !== undefined) throw inFlight.failure
    // What is known of a gzipped or grouped file underway is an estimate; its end is not.
    if (!this.stopped()) this.bytes = end
    this.told = -Infinity
    this.tell(file.path, tally)
    this.done = summed([this.done, tally])
    return { path: file.path, kind: file.rows, ...tally }
  }

  private settle({ file, source }: PreparedFile, { rows }: Item, outcome: Outcome, tally: Tally): void {
    if ('recorded' in outcome) {
      tally[outcome.recorded ? 'recorded' : 'unchanged'] += 1
      return
    }
    for (const { line, cells } of rows) {
      this.reject({ file: file.path, line, ...outcome, cells: byColumn(source.columns, cells) }, tally)
    }
  }

  private listener(path: string, tally: Tally): RowListener {
    return {
      stopped: () => this.stopped(),
      row: () => void (tally.rows += 1),
      passedOver: () => void (tally.passedOver += 1),
      rejected: (reject) => this.reject({ file: path, ...reject }, tally),
      bytes: (count) => {
        this.bytes += count
        this.tell(path, tally)
      },
    }
  }

  private reject(reject: Reject, tally: Tally): void {
    tally.rejected += 1
    this.reasons.set(reject.code, (this.reasons.get(reject.code) ?? 0) + 1)
    const { cells: _, ...named } = reject
    if (this.rejects.length < NAMED) this.rejects.push(named)
    this.options.onReject?.(reject)
  }

  private tell(file: string, counts: Counts): void {
    const { onProgress } = this.options
    const now = performance.now()
    if (!onProgress || now - this.told < TELL_EVERY_MS) return
    this.told = now
    const { totalBytes } = this.prepared
    onProgress({
      bytes: Math.min(Math.round(this.bytes), totalBytes),
      totalBytes,
      file,
      counts: summed([this.done, counts]),
    })
  }

  private stopped(): boolean {
    return this.options.signal?.aborted ?? false
  }
}
