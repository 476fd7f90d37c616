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
    if (before > (last?.position ?? 0)) yield* this.backThroughTail(last?.position, before)
    const leaf = before > (last?.position ?? 0) ? size : ((await this.tiles.leafAt(before)) ?? size)
    for (let to = leaf; to > 0; to -= BLOCK) {
      const from = Math.max(0, to - BLOCK)
      const [position] = await this.tiles.positions(from, 1)
      const block = await this.block(position!, to - from)
      yield* block.filter((one) => one.position < before).toReversed()
    }
  }

  /** The position of the last event that was recorded by then; undefined where there was none. */
  async lastBy(moment: string): Promise<Position | undefined> {
    const { size, last } = await this.tiles.state()
    let [low, high] = [0, size]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if ((await this.recordedAt(middle)) <= moment) low = middle + 1
      else high = middle
    }
    const [found] = low === 0 ? [] : await this.tiles.positions(low - 1, 1)
    return low < size ? found : this.lastOfTail(found ?? last?.position, moment)
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

  private async recordedAt(leaf: number): Promise<string> {
    const [position] = await this.tiles.positions(leaf, 1)
    const [event] = await this.block(position!, 1)
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

const recordedAtOf = ({ metadata }: StoredEvent): string => (metadata as EventMetadata).recordedAt
