import type { Schemas } from '../../api/client'
import { count } from '../../shared/format'
import { texts } from '../../texts'

const words = texts.desk.reasons

/** Why somebody on the waitlist has no seat yet, and what decides about their place. */
export function whyWaiting({ seats, waitlist }: Pick<Schemas['DeskStatus'], 'seats' | 'waitlist'>, at: number): string {
  const { partySize, priority } = waitlist[at]!
  const seat =
    seats.free > 0
      ? words.tooLarge(count(partySize), count(seats.free))
      : seats.held > 0
        ? words.held(count(seats.held))
        : words.full
  const above = waitlist[at - 1]
  const below = waitlist[at + 1]
  if (above && above.priority > priority) return `${seat} ${words.behind(count(above.priority))}`
  if (below && below.priority < priority) return `${seat} ${words.before(count(priority))}`
  return seat
}
