import type { EventMetadata, EventStore, Position, StoredEvent } from '@ledger/event-sourcing'
import type { TileStore } from '../tiles/tile-store.js'

/** Events that are read at once on the way back. */
const BLOCK = 500

/**
 * The log as a row of numbered places, which a store itself need not have: the tree knows at which position each event
 * stands. What the tree does not have yet is looked through. Memory stays flat whatever the log holds.
 */
export class LogPlaces {
  constructor(
    private readonly events: EventStore,
    private readonly tiles: TileStore,
  ) {}

  /** Everything before a position (everything there is, where none is given), the newest first. */
  async *backwards(before = Infinity): AsyncGenerator<StoredEvent> {
    const { size, last } = await this.tiles.state()
    const isInTail = before > (last?.position ?? 0)
    if (isInTail) yield* this.backThroughTail(last?.position, before)
    for (let to = isInTail ? size : await this.leavesBy(before - 1, size); to > 0; to -= BLOCK) {
      const from = Math.max(0, to - BLOCK)
      const block = await this.block((await this.positionOf(from))!, to - from)
      yield* block.filter((one) => one.position < before).toReversed()
    }
  }

  /** The position of the last event that was recorded by then; undefined where there was none. */
  async lastBy(moment: string): Promise<Position | undefined> {
    const { size, last } = await this.tiles.state()
    const leaves = await halved(size, async (leaf) => (await this.recordedAt(leaf)) <= moment)
    const found = await this.positionOf(leaves - 1)
    return leaves < size ? found : this.lastOfTail(found ?? last?.position, moment)
  }

  /**
   * An event from which on everything behind a position is read: the one that stands there, or the nearest before it
   * that the tree has. Undefined where there is none, so that one must read from the start.
   */
  async atOrBefore(position: Position): Promise<Position | undefined> {
    const { size } = await this.tiles.state()
    return this.positionOf((await this.leavesBy(position, size)) - 1)
  }

  /** The position so many events behind another, or behind the start; undefined where the tree does not reach there. */
  async ahead(position: Position | undefined, events: number): Promise<Position | undefined> {
    const { size } = await this.tiles.state()
    const leaves = position === undefined ? 0 : await this.leavesBy(position, size)
    return this.positionOf(leaves + events - 1)
  }

  /** The event with an id; undefined where there is none. */
  async byId(id: string): Promise<StoredEvent | undefined> {
    for (const leaf of await this.tiles.leavesOf(id)) {
      const [position] = await this.tiles.positions(leaf, 1)
      const [event] = position === undefined ? [] : await this.block(position, 1)
      if (event?.id === id) return event
    }
    for await (const event of this.tail((await this.tiles.state()).last?.position)) if (event.id === id) return event
    return undefined
  }

  /** How many of the leaves stand at a position or before it. */
  private leavesBy(position: Position, size: number): Promise<number> {
    return halved(size, async (leaf) => (await this.positionOf(leaf))! <= position)
  }

  private async positionOf(leaf: number): Promise<Position | undefined> {
    return leaf < 0 ? undefined : (await this.tiles.positions(leaf, 1))[0]
  }

  private async recordedAt(leaf: number): Promise<string> {
    const [event] = await this.block((await this.positionOf(leaf))!, 1)
    return recordedAtOf(event!)
  }

  private async lastOfTail(from: Position | undefined, moment: string): Promise<Position | undefined> {
    let found = from
    for await (const event of this.tail(from)) {
      if (recordedAtOf(event) > moment) break
      found = event.position
    }
    return found
  }

  /** What the tree does not have yet. */
  private async *tail(after: Position | undefined): AsyncGenerator<StoredEvent> {
    for await (const event of this.events.readAll(after === undefined ? {} : { from: after }))
      if (event.position > (after ?? -1)) yield event
  }

  /** Where each of its blocks begins is found out on the way there, and the blocks are read on the way back. */
  private async *backThroughTail(after: Position | undefined, before: Position): AsyncGenerator<StoredEvent> {
    const starts: Position[] = []
    let count = 0
    for await (const { position } of this.tail(after)) {
      if (position >= before) break
      if (count % BLOCK === 0) starts.push(position)
      count += 1
    }
    for (let at = starts.length - 1; at >= 0; at -= 1) {
      const block = await this.block(starts[at]!, Math.min(BLOCK, count - BLOCK * at))
      yield* block.toReversed()
    }
  }

  private async block(from: Position, limit: number): Promise<readonly StoredEvent[]> {
    return Array.fromAsync(this.events.readAll({ from, limit }))
  }
}

/** How many of a row of so many, from its start on, are as they should be: all of them up to one, none behind it. */
async function halved(size: number, isSo: (index: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (await isSo(middle)) low = middle + 1
    else high = middle
  }
  return low
}

const recordedAtOf = ({ metadata }: StoredEvent): string => (metadata as EventMetadata).recordedAt
