import { setImmediate } from 'node:timers/promises'
import type { Position } from '../event.js'
import type { StoredEvent, SubscriptionItem } from '../event-store.js'
import type { LiveEnd } from './live-end.js'
import type { Page } from './log-reader.js'
import { eventOf } from './log-reader.js'

/** Everything after a position: history → `caughtUp` → live → (`fellBehind` → history → `caughtUp`)*, until aborted. */
export async function* subscription(
  read: (after: Position) => Promise<Page>,
  end: LiveEnd,
  after: Position,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionItem, void> {
  let live = false
  let place = after
  while (!signal.aborted) {
    const page: Page | undefined | void = await (live ? end.next(place, signal) : read(place)).catch(
      (error: unknown) => {
        if (!signal.aborted) throw error
      },
    )
    if (!page) return
    for (const item of itemsOf(page, live)) {
      if (signal.aborted) return
      yield item
    }
    place = page.scanned
    live = !page.more
    if (!live) await setImmediate()
  }
}

/** A live reader that finds more than a page waiting has fallen behind. */
function* itemsOf(page: Page, live: boolean): Generator<SubscriptionItem> {
  if (live && page.more) yield { kind: 'fellBehind' }
  if (page.rows.length > 0) yield { kind: 'events', events: eventsOf(page) }
  if (!live && !page.more) yield { kind: 'caughtUp' }
}

/** Readers who share a page share its events, too. */
const known = new WeakMap<Page, readonly StoredEvent[]>()

function eventsOf(page: Page): readonly StoredEvent[] {
  const events = known.get(page) ?? page.rows.map(eventOf)
  known.set(page, events)
  return events
}
