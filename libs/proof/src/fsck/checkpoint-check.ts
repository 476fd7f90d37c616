import {
  countersignatureFaults,
  faultOf,
  faultOfKept,
  MalformedNote,
  notIntroduced,
  othersOn,
  parseCheckpoint,
  Signers,
  signersOf,
} from '@ledger/proof-verifier'
import type { Checkpoint, IntroducedKey, Trust, VerifierKey, Vouched, Weight } from '@ledger/proof-verifier'
import type { CheckpointStore, KeptCheckpoint } from '../checkpoints/checkpoint-store.js'
import type { TileStore } from '../tiles/tile-store.js'
import { TiledTree } from '../tree/tiled-tree.js'
import { TreeDamaged } from '../tree/tree-damaged.js'
import type { Findings } from './finding.js'

export interface CheckpointParts {
  readonly store: CheckpointStore
  readonly tiles: TileStore
  readonly keys: readonly IntroducedKey[]
  readonly witnesses: readonly VerifierKey[]
  readonly trust: Trust
}

const PAGE = 500

/** Holds every checkpoint against the tree and against the keys. What the tree has been checked for, it is good for. */
export class CheckpointCheck {
  checkpoints = 0
  countersignatures = 0
  otherCountersignatures = 0
  readonly signers: Signers
  private readonly tree: TiledTree
  /** Those that are known, and those that were named. */
  private readonly witnesses: readonly VerifierKey[]
  private newest: number | undefined
  private vouchedFrom: number | undefined
  private unvouched = 0
  /** Leaves of the last checkpoint that the tree agrees with. */
  private agreed = 0

  constructor(
    private readonly parts: CheckpointParts,
    private readonly size: number,
    private readonly findings: Findings,
  ) {
    const { tiles, keys, witnesses, trust } = parts
    this.tree = new TiledTree(tiles)
    this.signers = new Signers(keys, trust.keys ?? [])
    this.witnesses = [...new Map([...witnesses, ...this.signers.witnesses].map((key) => [key.text, key])).values()]
  }

  /** What keys that the auditor has named vouch for. */
  get vouched(): Vouched | undefined {
    return this.signers.areNamed && this.vouchedFrom !== undefined
      ? { from: this.vouchedFrom, earlier: this.unvouched }
      : undefined
  }

  async run(): Promise<void> {
    const key = notIntroduced(this.parts.keys)
    if (key) this.found('key-not-introduced', `no key before it has introduced key ${key.id} of the log`)
    this.newest = (await this.parts.store.latest())?.size
    for (let from = 0; ;) {
      const page = await this.parts.store.from(from, PAGE)
      for (const one of page) await this.check(one)
      if (page.length < PAGE) break
      from = page.at(-1)!.size + 1
    }
    const { known } = this.parts.trust
    if (known) await this.checkKept(known)
  }

  private async checkKept(known: Checkpoint): Promise<void> {
    if (known.origin !== this.parts.keys[0]?.key.name)
      return this.found('checkpoint-of-another-log', `your checkpoint is one of ${known.origin}`)
    const fault = faultOfKept(this.signers.weigh(known), known.size)
    if (fault !== undefined) return this.found('checkpoint-not-signed', fault)
    // Whoever can change what is kept here can sign it, too: only the start of the log is sure to lie before the change.
    this.agreed = 0
    await this.checkTree(known, 'your checkpoint')
  }

  private async check({ size, note }: KeptCheckpoint): Promise<void> {
    const checkpoint = this.parsed(size, note)
    if (!checkpoint) return
    this.checkpoints += 1
    const weight = this.weigh(checkpoint)
    for (const fault of countersignatureFaults(checkpoint, this.witnesses)) this.found('countersignature', fault)
    this.countersignatures += signersOf(checkpoint, this.witnesses).length
    this.otherCountersignatures += othersOn(checkpoint, this.witnesses).length
    // What nobody has signed says nothing of the log.
    if (weight !== 'unsigned') await this.checkTree(checkpoint, 'the checkpoint')
  }

  private weigh(checkpoint: Checkpoint): Weight {
    const { size } = checkpoint
    const weight = this.signers.weigh(checkpoint)
    if (weight === 'believed') this.vouchedFrom ??= size
    else [this.vouchedFrom, this.unvouched] = [undefined, this.checkpoints]
    const fault = faultOf(weight, size, size === this.newest)
    if (fault !== undefined) this.found('signature', fault)
    return weight
  }

  private parsed(size: number, note: string): Checkpoint | undefined {
    try {
      const checkpoint = parseCheckpoint(note)
      if (checkpoint.size === size) return checkpoint
      this.found('checkpoint-damaged', `the checkpoint kept for ${size} leaves is one of ${checkpoint.size}`)
    } catch (error) {
      if (!(error instanceof MalformedNote)) throw error
      this.found('checkpoint-damaged', `the checkpoint of ${size} leaves: ${error.message}`)
    }
    return undefined
  }

  private async checkTree({ size, root }: Checkpoint, what: string): Promise<void> {
    if (size > this.size)
      return this.found('checkpoint-beyond', `${what} was signed for ${size} leaves; the log has ${this.size}`)
    try {
      if ((await this.tree.root(size)).equals(root)) {
        this.agreed = size
        return
      }
    } catch (error) {
      if (!(error instanceof TreeDamaged)) throw error
      return this.found('tile-damaged', error.message)
    }
    await this.forked(size, what)
  }

  /** What was signed before and agrees bounds where the change lies. */
  private async forked(size: number, what: string): Promise<void> {
    const { tiles } = this.parts
    const [[first], [last]] = [await tiles.positions(this.agreed, 1), await tiles.positions(size - 1, 1)]
    const known = first === undefined || last === undefined ? 'something' : `something at positions ${first} to ${last}`
    const where = first !== undefined && first === last ? `what stands at position ${first}` : known
    this.findings.add({
      code: 'history-changed',
      message: `${what} of ${size} leaves was signed for another history: ${where} was changed, together with the tree`,
      leaf: this.agreed,
      ...(first === undefined ? {} : { position: first }),
    })
  }

  private found(code: string, message: string): void {
    this.findings.add({ code, message })
  }
}
