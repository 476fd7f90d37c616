import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { EventFilter, EventStore, Position } from '@ledger/event-sourcing'
import { MARKS, piecesOf } from './feed-pieces.js'

/** Who takes nothing for so long keeps no page of the log in memory, and is let go after much longer. */
const SLOW_MS = 1_000
const STALLED_MS = 30_000

interface Wanted {
  readonly after: Position | undefined
  readonly filter?: EventFilter
  readonly signal: AbortSignal
}

/**
 * Tells a reader what follows a place, until the signal aborts. Who does not read holds nothing of the log meanwhile:
 * it is read again from there.
 * @throws what the subscription throws; AbortError
 */
export async function tell(raw: ServerResponse, events: EventStore, wanted: Wanted): Promise<void> {
  const { signal } = wanted
  for (let { after } = wanted; !signal.aborted;) {
    const told = await tellWhileRead(raw, events, { ...wanted, after })
    after = told.place
    if (signal.aborted) return
    // It may come back.
    if (raw.writableNeedDrain && !(await drained(raw, STALLED_MS, signal))) raw.destroy()
    else if (told.live) raw.write(MARKS.fellBehind)
  }
}

/** How far it came, and whether that was the live end. */
async function tellWhileRead(
  raw: ServerResponse,
  events: EventStore,
  wanted: Wanted,
): Promise<{ readonly place: Position | undefined; readonly live: boolean }> {
  let [place, live] = [wanted.after, false]
  for await (const item of events.subscribe(wanted)) {
    if (item.kind !== 'events') live = item.kind === 'caughtUp'
    for (const { bytes, last = place } of piecesOf(item)) {
      place = last
      if (!raw.write(bytes) && !(await drained(raw, SLOW_MS, wanted.signal))) return { place, live }
    }
  }
  return { place, live }
}

/** Waits until a reader has taken what was written; false where it has not in that time. */
async function drained(raw: ServerResponse, ms: number, signal: AbortSignal): Promise<boolean> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), ms)
  try {
    await once(raw, 'drain', { signal: AbortSignal.any([signal, patience.signal]) })
    return true
  } catch (error) {
    if (signal.aborted) throw error
    return false
  } finally {
    clearTimeout(timer)
  }
}
