import type { Position } from '@ledger/event-sourcing'
import { EMPTY_ROOT } from '@ledger/proof-verifier'
import type { Hash } from '@ledger/proof-verifier'
import { hashAt, innerOf, TILE_WIDTH, widthOf } from '../tiles/tile.js'
import type { Tile } from '../tiles/tile.js'
import type { TileStore } from '../tiles/tile-store.js'
import { GrowingTree } from '../tree/growing-tree.js'
import type { Findings } from './finding.js'

/** A tile of leaves as it is kept, with the positions of their events. */
interface Block {
  readonly tile: Tile | undefined
  readonly positions: readonly Position[]
}

/**
 * Holds the events against the tree that was made of them, leaf by leaf, and the tree against itself: from the leaves
 * that are kept it is made anew, and every tile compared.
 */
export class TreeCheck {
  /** Events behind the last leaf. */
  behind = 0
  private readonly tree = new GrowingTree()
  private block: Block = { tile: undefined, positions: [] }

  constructor(
    private readonly tiles: TileStore,
    /** Leaves of the tree when the checking began. */
    private readonly size: number,
    private readonly findings: Findings,
  ) {}

  /** Leaves that were checked. */
  get leaf(): number {
    return this.tree.size
  }

  /**
   * As many events as a tile has leaves, all of them in their places and none of them changed. False where that is not so:
   * then nothing was taken, and each is to be looked at by itself.
   */
  async takeTile(positions: readonly Position[], hashes: Buffer): Promise<boolean> {
    if (this.leaf % TILE_WIDTH !== 0 || this.leaf + TILE_WIDTH > this.size) return false
    await this.readBlock()
    const { tile } = this.block
    if (!tile?.inner || !tile.hashes.equals(hashes)) return false
    if (!positions.every((position, at) => position === this.block.positions[at])) return false
    const inner = innerOf(hashes)
    if (!tile.inner.equals(inner)) return false
    this.tree.addTile(inner)
    await this.compare(this.tree.takeFull())
    return true
  }

  /** An event as the log has it now. */
  async take(position: Position, leaf: Hash): Promise<void> {
    const kept = await this.passOverMissing(position)
    if (this.leaf >= this.size) this.behind += 1
    else if (kept === position) await this.grow(leaf, position)
    else if (kept !== undefined)
      this.found('event-inserted', 'the tree has no leaf for this event, though it has leaves for later ones', position)
    else {
      this.found('tile-damaged', 'the tree has lost the place of this leaf', position)
      await this.grow(leaf, position)
    }
  }

  /** An event that cannot be read: its leaf is taken as it is kept. */
  async passOver(position: Position): Promise<void> {
    if ((await this.passOverMissing(position)) === position) await this.grow(undefined)
  }

  /** Leaves whose events are not there any more; gives the position of the next leaf. */
  private async passOverMissing(position: Position): Promise<Position | undefined> {
    for (;;) {
      const kept = await this.keptPosition()
      if (kept === undefined || kept >= position) return kept
      this.found('event-missing', 'no event stands there any more, and the tree has a leaf for it', kept)
      await this.grow(undefined)
    }
  }

  /** To be called at the end of the log. */
  async finish(): Promise<void> {
    if (this.leaf < this.size) {
      const [[first], [last]] = [await this.tiles.positions(this.leaf, 1), await this.tiles.positions(this.size - 1, 1)]
      const lost = this.size - this.leaf
      this.found('tail-missing', `the log ends here; the tree has ${lost} more leaves, up to position ${last}`, first)
    }
    await this.compare(this.tree.takeChanged())
  }

  private async keptPosition(): Promise<Position | undefined> {
    if (this.leaf >= this.size) return undefined
    if (this.leaf % TILE_WIDTH === 0 || this.block.positions.length === 0) await this.readBlock()
    return this.block.positions[this.leaf % TILE_WIDTH]
  }

  private async readBlock(): Promise<void> {
    const number = Math.floor(this.leaf / TILE_WIDTH)
    if (this.block.tile?.number === number) return
    const [tile] = await this.tiles.read([{ level: 0, number }])
    this.block = { tile, positions: await this.tiles.positions(number * TILE_WIDTH, TILE_WIDTH) }
  }

  private async grow(leaf: Hash | undefined, position?: Position): Promise<void> {
    this.add(leaf, position)
    if (this.leaf % TILE_WIDTH === 0) await this.compare(this.tree.takeFull())
  }

  /** The tree goes on with the leaf that is kept, so that one difference is found once. */
  private add(leaf: Hash | undefined, position?: Position): void {
    const inside = this.leaf % TILE_WIDTH
    const { tile } = this.block
    const kept = tile && inside < widthOf(tile) ? hashAt(tile.hashes, inside) : undefined
    if (kept && leaf && !kept.equals(leaf))
      this.found('event-changed', 'the event is not the one that its leaf was made of', position)
    const taken = kept ?? leaf
    if (!taken) this.found('tile-damaged', 'the tree has lost this leaf, whose event is not there either', position)
    this.tree.add(taken ?? EMPTY_ROOT)
  }

  private async compare(made: readonly Tile[]): Promise<void> {
    const kept = await this.tiles.read(made)
    for (const [at, tile] of made.entries()) {
      if (isLike(kept[at], tile)) continue
      this.findings.add({
        code: 'tile-damaged',
        message: `tile ${tile.level}/${tile.number} is not what its leaves make`,
      })
    }
  }

  private found(code: string, message: string, position?: Position): void {
    this.findings.add({ code, message, leaf: this.leaf, ...(position === undefined ? {} : { position }) })
  }
}

/** A tile that has grown meanwhile begins with what it was. */
const isLike = (kept: Tile | undefined, { hashes, inner }: Tile): boolean =>
  kept !== undefined &&
  kept.hashes.subarray(0, hashes.length).equals(hashes) &&
  (inner === undefined || kept.inner?.equals(inner) === true)
