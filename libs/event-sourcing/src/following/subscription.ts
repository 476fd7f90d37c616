import { setImmediate } from 'node:timers/promises'
import type { Position } from '../event.js'
import type { SubscriptionItem } from '../event-store.js'
import type { LiveEnd } from './live-end.js'
import type { Page, ReadPage } from './page.js'

/** What readers of one filter have in common. */
export interface Followed {
  readonly read: ReadPage
  readonly end: LiveEnd
  /** How to go on after a failure; where it is missing, every failure ends the subscription. */
  readonly recovery?: {
    readonly passes: (error: unknown) => boolean
    /** Before the next try, after so many failures in a row. */
    readonly pause: (failures: number, signal: AbortSignal) => Promise<void>
  }
}

/**
 * Everything after a position: history → `caughtUp` → live → (`fellBehind` → history → `caughtUp`)*, until aborted. A
 * failure that passes is one way of falling behind.
 */
export async function* subscription(
  { read, end, recovery }: Followed,
  after: Position,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionItem, void> {
  let [place, live, failures] = [after, false, 0]
  while (!signal.aborted) {
    const found = await outcomeOf(live ? end.next(place, signal) : unlessAborted(read(place), signal))
    if (signal.aborted || found === undefined) return
    if ('error' in found) {
      if (!recovery?.passes(found.error)) throw found.error
      if (live) yield { kind: 'fellBehind' }
      live = false
      await recovery.pause(failures++, signal)
      continue
    }
    for (const item of itemsOf(found, live)) {
      if (signal.aborted) return
      yield item
    }
    ;[place, live, failures] = [found.scanned, !found.more, 0]
    if (!live) await setImmediate()
  }
}

const outcomeOf = (page: Promise<Page | undefined>): Promise<Page | { readonly error: unknown } | undefined> =>
  page.catch((error: unknown) => ({ error }))

/** Undefined as soon as the signal aborts: what is still read then is for nobody. */
async function unlessAborted(page: Promise<Page>, signal: AbortSignal): Promise<Page | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const leave = () => resolve(undefined)
  signal.addEventListener('abort', leave)
  try {
    return await Promise.race([page, promise])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

/** A live reader that finds more than a page waiting has fallen behind. */
function* itemsOf({ events, more }: Page, live: boolean): Generator<SubscriptionItem> {
  if (live && more) yield { kind: 'fellBehind' }
  if (events.length > 0) yield { kind: 'events', events }
  if (!live && !more) yield { kind: 'caughtUp' }
}
