import type { Position } from '../event.js'
import { ROWS_PER_PAGE } from './log-reader.js'
import type { Page } from './log-reader.js'

/**
 * Hands the same page to all who stand at the same place, as long as one of them holds it: readers that do not read then
 * cost one page together. Only full pages, for they never change.
 */
export function sharedPages(read: (after: Position) => Promise<Page>): (after: Position) => Promise<Page> {
  const held = new Map<Position, WeakRef<Page>>()
  const forgotten = new FinalizationRegistry<Position>((after) => {
    if (held.get(after)?.deref() === undefined) held.delete(after)
  })
  return async (after) => {
    const known = held.get(after)?.deref()
    if (known) return known
    const page = await read(after)
    if (page.more && page.rows.length === ROWS_PER_PAGE) {
      held.set(after, new WeakRef(page))
      forgotten.register(page, after)
    }
    return page
  }
}
