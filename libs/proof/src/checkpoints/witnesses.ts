import { parseCheckpoint, parseSignatures } from '@ledger/proof-verifier'
import type { VerifierKey } from '@ledger/proof-verifier'
import { writeWhole } from '../files/write-whole.js'
import type { CheckpointStore, KeptCheckpoint } from './checkpoint-store.js'

const PATIENCE_MS = 10_000
/** After a failure. */
const AGAIN_AFTER_MS = 30_000
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
}

/** Hands checkpoints to those who keep them apart from the log, and keeps what they sign. */
export class Witnesses {
  /** Size of the last checkpoint that went this way, and when the way is to be tried again. */
  private readonly ways = { file: { handed: 0, from: -Infinity }, webhook: { handed: 0, from: -Infinity } }

  constructor(
    readonly settings: WitnessSettings,
    private readonly store: CheckpointStore,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** Each way once for every checkpoint; what failed is tried again after half a minute. */
  async handOver(checkpoint: KeptCheckpoint): Promise<void> {
    const { file, webhook } = this.settings
    if (file !== undefined) await this.once('file', checkpoint, () => writeWhole(file, checkpoint.note))
    if (webhook !== undefined) await this.once('webhook', checkpoint, () => this.send(webhook, checkpoint))
  }

  /** Keeps the signatures that hold. @throws MalformedNote where the lines are no signatures */
  async countersign({ size, note }: KeptCheckpoint, lines: string): Promise<Countersigned> {
    const { text } = parseCheckpoint(note).note
    const [accepted, refused]: [string[], string[]] = [[], []]
    for (const signature of parseSignatures(lines)) {
      const holds = this.settings.keys.some((key) => key.signed({ text, signatures: [signature] }) !== undefined)
      if (holds) await this.store.countersign(size, signature.line)
      const list = holds ? accepted : refused
      list.push(signature.name)
    }
    return { accepted, refused }
  }

  private async once(way: 'file' | 'webhook', { size }: KeptCheckpoint, give: () => Promise<void>): Promise<void> {
    const state = this.ways[way]
    if (state.handed === size || performance.now() < state.from) return
    try {
      await give()
      state.handed = size
    } catch (error) {
      state.from = performance.now() + AGAIN_AFTER_MS
      this.onTrouble(new Error(`the checkpoint could not be handed over by ${way}`, { cause: error }))
    }
  }

  private async send(webhook: string, checkpoint: KeptCheckpoint): Promise<void> {
    const response = await fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: checkpoint.note,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const answer = await textOf(response)
    if (!response.ok) throw new Error(`the witness answered ${response.status}`)
    if (answer.startsWith('\u2014')) await this.countersign(checkpoint, answer)
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
