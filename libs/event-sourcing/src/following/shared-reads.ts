import type { Position } from '../event.js'
import type { Page, ReadPage } from './page.js'

interface Turn {
  readonly running: Promise<Page>
  next?: Promise<Page>
}

/**
 * Reads once for all who ask at the same place: those who come while it is read share the reading after that, which begins
 * later than each of them came, so that nobody is told less than what was there when he asked.
 */
export function sharedReads(read: ReadPage): ReadPage {
  const turns = new Map<Position, Turn>()
  const begin = (after: Position): Promise<Page> => {
    const running = read(after).finally(() => {
      if (turns.get(after)?.running === running && !turns.get(after)?.next) turns.delete(after)
    })
    turns.set(after, { running })
    return running
  }
  return (after) => {
    const turn = turns.get(after)
    if (!turn) return begin(after)
    const again = () => begin(after)
    return (turn.next ??= turn.running.then(again, again))
  }
}
