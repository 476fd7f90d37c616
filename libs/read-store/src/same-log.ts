import { UnknownPosition } from '@ledger/event-sourcing'
import type { EventStore, Position } from '@ledger/event-sourcing'
import type { ReadStore } from './read-store.js'

/** The views have seen what is not in this log. */
export class ViewsOfAnotherLog extends Error {
  constructor(what: string) {
    super(
      `the views have seen ${what}: the log is an older copy, or another one, or has lost its end. ` +
        'Restore the whole backup; or, to go on with this log as it is, remove the views: they are filled again from it',
    )
    this.name = 'ViewsOfAnotherLog'
  }
}

/**
 * Compares the furthest event that the views have seen with the log. Events are written before views see them, so a log
 * that does not have it is not the one that the views were filled from, or not all of it; the views would pass over
 * everything that it records up to there.
 * @throws ViewsOfAnotherLog
 */
export async function checkSameLog(events: EventStore, read: ReadStore): Promise<void> {
  const seen = await read.furthest()
  if (!seen) return
  const head = (await events.head()) ?? 0
  if (head < seen.position) throw new ViewsOfAnotherLog(`position ${seen.position}, but the log ends at ${head}`)
  if ((await idAt(events, seen.position)) === seen.event) return
  throw new ViewsOfAnotherLog(`event ${seen.event} at position ${seen.position}, where the log has another one`)
}

/** The id of the event at a position; undefined where none stands there, which some stores tell by an error. */
async function idAt(events: EventStore, place: Position): Promise<string | undefined> {
  try {
    for await (const { id, position } of events.readAll({ from: place, limit: 1 }))
      return position === place ? id : undefined
  } catch (error) {
    if (!(error instanceof UnknownPosition)) throw error
  }
  return undefined
}
