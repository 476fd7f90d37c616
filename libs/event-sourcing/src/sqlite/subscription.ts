import { setImmediate } from 'node:timers/promises'
import type { Position } from '../event.js'
import type { SubscriptionItem } from '../event-store.js'
import type { Page } from './log-reader.js'
import { eventOf } from './log-reader.js'
import type { Wakes } from './wakes.js'

/** Everything after a position: history → `caughtUp` → live → (`fellBehind` → history → `caughtUp`)*, until aborted. */
export async function* subscription(
  read: (after: Position) => Promise<Page>,
  wakes: Wakes,
  after: Position,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionItem, void> {
  let live = false
  let place = after
  while (!signal.aborted) {
    const ticket = wakes.ticket
    const page = await read(place).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
    if (!page) return
    for (const item of itemsOf(page, live)) {
      if (signal.aborted) return
      yield item
    }
    place = page.scanned
    live = !page.more
    await (live ? wakes.next(ticket, signal) : setImmediate())
  }
}

/** A live reader that finds more than a page waiting has fallen behind. */
function* itemsOf(page: Page, live: boolean): Generator<SubscriptionItem> {
  if (live && page.more) yield { kind: 'fellBehind' }
  if (page.rows.length > 0) yield { kind: 'events', events: page.rows.map(eventOf) }
  if (!live && !page.more) yield { kind: 'caughtUp' }
}
