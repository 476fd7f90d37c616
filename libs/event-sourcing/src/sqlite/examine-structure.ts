import type { DatabaseSync } from 'node:sqlite'
import type { StoreFinding } from '../event-store.js'

/** A damaged file can have any number of them. */
const AT_MOST = 100

/** What reading the events one after the other does not show: broken pages and indexes, and rows outside of the order. */
export function examineStructure(database: DatabaseSync): readonly StoreFinding[] {
  const said = database.prepare(`PRAGMA integrity_check(${AT_MOST})`).all()
  const broken = said.map((row) => String(row['integrity_check']).replaceAll('\n', ' ')).filter((text) => text !== 'ok')
  const outside = database.prepare('SELECT position, stream FROM events WHERE position < 1 LIMIT ?').all(AT_MOST)
  return [
    ...broken.map((message) => ({ message })),
    ...outside.map(({ position, stream }) => ({
      message: `an event of ${String(stream)} stands before the first position, where nobody reads it in order`,
      position: Number(position),
    })),
  ]
}
