import type { Item } from '../../audit/timeline/use-history'
import { count } from '../../shared/format'
import { texts } from '../../texts'

const words = texts.desk.reasons

/** What `SeatOffered` says. */
interface Offered {
  readonly customer: string
  /** How many waited before them, with parties too large for what was free. */
  readonly passedOver: number
}

/** Why it was somebody's turn, by the event that offered them the seat; the newest of the events comes first. */
export function whyOffered(events: readonly Pick<Item, 'data'>[], customer: string): string {
  const said = events.map(({ data }) => data as Offered).find((one) => one.customer === customer)
  if (said === undefined) return '–'
  return said.passedOver === 0 ? words.inTurn : words.passedOver(count(said.passedOver))
}
