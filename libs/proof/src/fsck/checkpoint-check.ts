import { faultOf, MalformedNote, parseCheckpoint, Signers, signersOf } from '@ledger/proof-verifier'
import type { Checkpoint, IntroducedKey, Trust, VerifierKey, Vouched } from '@ledger/proof-verifier'
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
    this.signers = new Signers(keys, witnesses, trust.keys ?? [])
    this.witnesses = [...new Map([...witnesses, ...this.signers.witnesses].map((key) => [key.text, key])).values()]
  }

  /** What keys that the auditor has named vouch for. */
  get vouched(): Vouched | undefined {
    return this.signers.areNamed && this.vouchedFrom !== undefined
      ? { from: this.vouchedFrom, earlier: this.unvouched }
      : undefined
  }

  async run(): Promise<void> {
    this.newest = (await this.parts.store.latest())?.size
    for (let from = 0; ;) {
      const page = await this.parts.store.from(from, PAGE)
      for (const one of page) await this.check(one)
      if (page.length < PAGE) break
      from = page.at(-1)!.size + 1
    }
    const { known } = this.parts.trust
    if (!known) return
    if (known.origin === this.parts.keys[0]?.key.name) await this.checkTree(known, 'your checkpoint')
    else this.found('checkpoint-of-another-log', `your checkpoint is one of ${known.origin}`)
  }

  private async check({ size, note }: KeptCheckpoint): Promise<void> {
    const checkpoint = this.parsed(size, note)
    if (!checkpoint) return
    this.checkpoints += 1
    this.checkSigned(checkpoint)
    this.countersignatures += signersOf(checkpoint, this.witnesses).length
    await this.checkTree(checkpoint, 'the checkpoint')
  }

  private checkSigned(checkpoint: Checkpoint): void {
    const { size } = checkpoint
    const weight = this.signers.weigh(checkpoint)
    if (weight === 'believed') this.vouchedFrom ??= size
    else [this.vouchedFrom, this.unvouched] = [undefined, this.checkpoints]
    const fault = faultOf(weight, size, size === this.newest)
    if (fault !== undefined) this.found('signature', fault)
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
        this.agreed = Math.max(this.agreed, size)
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
    const [[first], [last]] = [
      await this.parts.tiles.positions(this.agreed, 1),
      await this.parts.tiles.positions(size - 1, 1),
    ]
    const from = Math.min(this.agreed, size - 1)
    this.findings.add({
      code: 'history-changed',
      message: `${what} of ${size} leaves was signed for another history: something between positions ${first ?? 'none'} and ${last ?? 'none'} was changed, together with the tree`,
      leaf: from,
      ...(first === undefined ? {} : { position: first }),
    })
  }

  private found(code: string, message: string): void {
    this.findings.add({ code, message })
  }
}
