import type { Position } from '../event.js'
import type { StoredEvent } from '../event-store.js'
import type { Direction } from './requests.js'

/** The last event of the server, whosever it is. */
export interface Newest {
  readonly position: Position
  readonly ours: boolean
}

/** What is asked of a server to find the ends. */
export interface Reading {
  newest(): Promise<Newest | undefined>
  /** Events of ours from a position on, including it, or from the end of the log in that direction. */
  own(from: Position | undefined, direction: Direction, limit: number): AsyncIterable<StoredEvent>
}

/** Beyond so many events of ours since the end was looked for last, it is found faster on the way back. */
const FEW = 100

/**
 * Where our events begin and end among those of others, for all readers of a store. A server looks for them event by
 * event; what it has looked through once, it is not asked to look through again.
 */
export class Ends {
  private first: Position | undefined
  /** Up to where the last one was looked for. */
  private looked: { readonly last: Position | undefined; readonly upTo: Position } | undefined

  /** The position of our first event, which stays the first. */
  async firstBy(reading: Reading): Promise<Position | undefined> {
    this.first ??= await firstOf(reading.own(undefined, 'forwards', 1))
    return this.first
  }

  /** The position of our last event. */
  async lastBy(reading: Reading): Promise<Position | undefined> {
    const newest = await reading.newest()
    if (!newest) return undefined
    const last = newest.ours ? newest.position : await this.lastBefore(newest.position, reading)
    if (newest.position > (this.looked?.upTo ?? -1)) this.looked = { last, upTo: newest.position }
    return last
  }

  /** Ours before an event of somebody else, or behind it by now. */
  private async lastBefore(newest: Position, reading: Reading): Promise<Position | undefined> {
    const { looked } = this
    if (looked && looked.upTo >= newest) return looked.last
    if (looked) {
      let [last, count] = [looked.last, 0]
      for await (const { position } of reading.own(looked.upTo, 'forwards', FEW)) {
        last = position
        count += 1
      }
      if (count < FEW) return last
    }
    return firstOf(reading.own(undefined, 'backwards', 1))
  }
}

async function firstOf(events: AsyncIterable<StoredEvent>): Promise<Position | undefined> {
  for await (const { position } of events) return position
  return undefined
}
