import { MalformedNote, parseSignatures } from '@ledger/proof-verifier'
import type { VerifierKey } from '@ledger/proof-verifier'
import { writeWhole } from '../files/write-whole.js'
import type { CheckpointStore, KeptCheckpoint } from './checkpoint-store.js'
import { refusalOf } from './countersignatures.js'
import { AnswerRefused, Way } from './way.js'
import type { WayState } from './way.js'

const PATIENCE_MS = 10_000
/** An answer with a hundred signatures is not longer. */
const LONGEST_ANSWER_BYTES = 65_536

export interface WitnessSettings {
  /** Whose countersignatures are taken. */
  readonly keys: readonly VerifierKey[]
  /** Where the newest checkpoint is written to. */
  readonly file?: string
  /** Where it is sent to; an answer may carry countersignatures, as C2SP tlog-witness has it. */
  readonly webhook?: string
}

/** What came of countersignatures that somebody brought. */
export interface Countersigned {
  /** Names of the witnesses whose signatures hold, and are kept. */
  readonly accepted: readonly string[]
  /** Those of others, and those that do not hold. */
  readonly refused: readonly string[]
  /** Why, a sentence for each of the refused. */
  readonly reasons: readonly string[]
}

/** Hands checkpoints to those who keep them apart from the log, and keeps what they sign. */
export class Witnesses {
  private readonly stopping = new AbortController()
  private readonly ways: readonly Way[]

  constructor(
    readonly settings: WitnessSettings,
    private readonly store: CheckpointStore,
    onTrouble: (error: unknown) => void,
    private readonly clock: () => Date,
  ) {
    const { file, webhook } = settings
    const common = { signal: this.stopping.signal, onTrouble, clock }
    this.ways = [
      ...(file === undefined ? [] : [new Way({ ...common, name: 'file', give: ({ note }) => writeWhole(file, note) })]),
      ...(webhook === undefined
        ? []
        : [new Way({ ...common, name: 'webhook', give: (checkpoint) => this.send(webhook, checkpoint) })]),
    ]
  }

  /** How it goes on each way that is set. */
  get states(): readonly WayState[] {
    return this.ways.map(({ state }) => state)
  }

  /**
   * Each way once for every checkpoint; what failed is tried again after half a minute. A way that is busy takes none: the
   * newest is to be brought again. Never rejects.
   */
  async handOver(checkpoint: KeptCheckpoint): Promise<void> {
    await Promise.all(this.ways.map((way) => way.hand(checkpoint)))
  }

  /** Another process hands over from now on: what this one knows of the ways grows old. */
  forget(): void {
    for (const way of this.ways) way.forget()
  }

  /** Breaks off what is under way; nothing is handed over any more. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await Promise.all(this.ways.map((way) => way.ended()))
  }

  /** Keeps the signatures that hold. @throws MalformedNote where the lines are no signatures */
  async countersign({ size, note }: KeptCheckpoint, lines: string): Promise<Countersigned> {
    const [accepted, refused, reasons]: [string[], string[], string[]] = [[], [], []]
    for (const signature of parseSignatures(lines)) {
      const reason = refusalOf(note, signature, this.settings.keys, this.clock())
      if (reason === undefined) await this.store.countersign(size, signature.line)
      else reasons.push(reason)
      const list = reason === undefined ? accepted : refused
      list.push(signature.name)
    }
    return { accepted, refused, reasons }
  }

  private async send(webhook: string, checkpoint: KeptCheckpoint): Promise<void> {
    const response = await fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: checkpoint.note,
      redirect: 'error',
      signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
    const answer = await textOf(response)
    if (!response.ok) throw new Error(`the witness answered ${response.status}`)
    await this.takeAnswer(checkpoint, answer)
  }

  /** @throws AnswerRefused */
  private async takeAnswer(checkpoint: KeptCheckpoint, answer: string): Promise<void> {
    // Where nobody is to sign, whoever keeps checkpoints may answer what they like.
    if (answer === '' || (this.settings.keys.length === 0 && !answer.startsWith('\u2014'))) return
    const reasons = await this.countersign(checkpoint, answer).then(
      (outcome) => outcome.reasons,
      (error: unknown) => {
        if (!(error instanceof MalformedNote)) throw error
        return [error.message]
      },
    )
    if (reasons.length > 0) throw new AnswerRefused(checkpoint.size, reasons)
  }
}

/** @throws where an answer is too long; the rest of it is not read */
async function textOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body ?? []) {
    if ((bytes += piece.length) > LONGEST_ANSWER_BYTES) throw new Error('the witness answered more than signatures')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}
