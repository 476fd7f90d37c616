import type { Position } from '../event.js'
import { EVENTS_PER_PAGE } from './page.js'
import type { Page, ReadPage } from './page.js'

/**
 * Hands the same page to all who stand at the same place, as long as one of them holds it: readers that do not read then
 * cost one page together. Only full pages, for they never change.
 */
export function sharedPages(read: ReadPage): ReadPage {
  const held = new Map<Position, WeakRef<Page>>()
  const forgotten = new FinalizationRegistry<Position>((after) => {
    if (held.get(after)?.deref() === undefined) held.delete(after)
  })
  return async (after) => {
    const known = held.get(after)?.deref()
    if (known) return known
    const page = await read(after)
    if (page.more && page.events.length === EVENTS_PER_PAGE) {
      held.set(after, new WeakRef(page))
      forgotten.register(page, after)
    }
    return page
  }
}
