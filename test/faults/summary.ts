import type { LoggedEvent } from './checks/log.js'
import { counts } from './load/acknowledged.js'
import type { Load } from './load/load.js'

/** What was acknowledged by kind, and what the log holds. */
export function summaryOf({ acknowledged }: Load, log: readonly LoggedEvent[]): readonly string[] {
  const kinds = Object.entries(counts(acknowledged)).toSorted(([one], [other]) => one.localeCompare(other))
  const told = kinds.map(
    ([kind, [recorded, refused]]) => `${kind} ${recorded}${refused > 0 ? ` (+${refused} refused)` : ''}`,
  )
  return [`acknowledged: ${acknowledged.length} requests: ${told.join(', ')}`, `log: ${log.length} events`]
}
