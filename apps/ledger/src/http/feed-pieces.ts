import type { Position, StoredEvent, SubscriptionItem } from '@ledger/event-sourcing'
import { cloudEvent } from './cloud-event.js'

/** What is written at once, so that no more than this waits for a reader who does not read. */
const EVENTS_AT_ONCE = 50

/** A piece of the feed, and where it ends where it tells of events. */
interface Piece {
  readonly bytes: Buffer
  readonly last?: Position
}

export function* piecesOf(item: SubscriptionItem): Generator<Piece> {
  if (item.kind !== 'events') return yield { bytes: MARKS[item.kind] }
  for (let at = 0; at < item.events.length; at += EVENTS_AT_ONCE) yield pieceOf(item.events, at)
}

export const MARKS = {
  caughtUp: Buffer.from('event: caught-up\ndata: {}\n\n'),
  fellBehind: Buffer.from('event: fell-behind\ndata: {}\n\n'),
}

/** Readers who hear the same events hear the same bytes. */
const pieces = new WeakMap<readonly StoredEvent[], Map<number, Piece>>()

function pieceOf(events: readonly StoredEvent[], at: number): Piece {
  const known = pieces.get(events) ?? new Map<number, Piece>()
  pieces.set(events, known)
  const told = events.slice(at, at + EVENTS_AT_ONCE)
  const piece = known.get(at) ?? { bytes: Buffer.from(told.map(frame).join('')), last: told.at(-1)!.position }
  known.set(at, piece)
  return piece
}

const frame = (event: StoredEvent): string =>
  `id: ${event.position}\nevent: ledger-event\ndata: ${JSON.stringify(cloudEvent(event))}\n\n`
