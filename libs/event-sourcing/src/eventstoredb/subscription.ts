import type { Position } from '../event.js'
import type { EventFilter, StoredEvent, SubscriptionItem } from '../event-store.js'
import type { Channel } from './channel.js'
import { pause } from './deadlines.js'
import { failureOf, isPassing } from './failure.js'
import { Inbox } from './inbox.js'
import type { Answer } from './inbox.js'
import { wanted } from './recorded.js'
import type { Wanted } from './recorded.js'
import { subscriptionToAll } from './requests.js'
import type { ServerFilter, StreamNames } from './stream-names.js'

/**
 * Everything after a position: history → `caughtUp` → live → (`fellBehind` → history → `caughtUp`)*, until aborted. A
 * lost connection is one way of falling behind: it is made again, with longer and longer pauses, from behind the last
 * event that was handed out. (Never from a checkpoint of the server: those run ahead of what waits unread, and some
 * versions skip an event behind them.)
 */
export async function* subscription(
  channel: Channel,
  names: StreamNames,
  after: Position | undefined,
  filter: EventFilter | undefined,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionItem, void> {
  const asked = names.filterOf(filter)
  const want = wanted(names, filter)
  let [place, live, failures] = [after, false, 0]
  while (!signal.aborted) {
    try {
      for await (const item of session(channel, place, asked, want, signal)) {
        if (signal.aborted) return
        const told = item.kind === 'events' || (item.kind === 'caughtUp') !== live
        if (item.kind !== 'events') live = item.kind === 'caughtUp'
        else place = item.events.at(-1)!.position
        failures = 0
        if (told) yield item
      }
    } catch (error) {
      const failure = failureOf(error)
      if (signal.aborted) return
      if (!isPassing(failure)) throw failure
    }
    if (signal.aborted) return
    if (live) yield { kind: 'fellBehind' }
    live = false
    await pause(failures++, signal)
  }
}

/** One subscription on the server, as long as it lasts. */
async function* session(
  channel: Channel,
  after: Position | undefined,
  asked: ServerFilter,
  want: Wanted,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionItem> {
  if (asked.prefixes.length === 0) return yield* nothing(signal)
  const inbox = new Inbox(await channel.read(subscriptionToAll(after, asked)))
  const close = () => inbox.close()
  signal.addEventListener('abort', close)
  try {
    for (let answers = await inbox.take(); answers && !signal.aborted; answers = await inbox.take()) {
      yield* itemsOf(answers, want)
    }
  } finally {
    signal.removeEventListener('abort', close)
    close()
  }
}

/** Where nothing is wanted, the end of the history is reached at once. */
async function* nothing(signal: AbortSignal): AsyncGenerator<SubscriptionItem> {
  yield { kind: 'caughtUp' }
  await new Promise((resolve) => (signal.aborted ? resolve(0) : signal.addEventListener('abort', resolve)))
}

function* itemsOf(answers: readonly Answer[], want: Wanted): Generator<SubscriptionItem> {
  let events: StoredEvent[] = []
  for (const answer of answers) {
    const event = answer.getEvent()
    const stored = event && want(event)
    if (stored) events.push(stored)
    const turn = answer.hasCaughtUp() ? 'caughtUp' : answer.hasFellBehind() ? 'fellBehind' : undefined
    if (!turn) continue
    if (events.length > 0) yield { kind: 'events', events }
    yield { kind: turn }
    events = []
  }
  if (events.length > 0) yield { kind: 'events', events }
}
