import { decide, nothing } from '@ledger/event-sourcing'
import { noShowsRecorded } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'

/** An event holds that many at most, so that it stays small whatever the size of the campaign. */
const AT_ONCE = 500

/** Follows from the end of a campaign; nobody gives it by hand. */
export class RecordNoShows {}

/** Who was registered and did not come. What remains follows in the next event. */
export const recordNoShows = decide(Desk, RecordNoShows, {}, (desk, _, { target }) => {
  const customers = desk.expected.toSeq().take(AT_ONCE).toArray()
  if (customers.length === 0) return nothing
  return noShowsRecorded({ ...target, customers, remaining: desk.expected.size - customers.length })
})
