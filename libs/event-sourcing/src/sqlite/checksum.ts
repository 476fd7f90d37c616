import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import type { SerialisedEvent } from '../append-request.js'
import type { Row } from './log-reader.js'

/** CRC-32 of an event with its place in the stream: SQLite notices a page that is broken, but not a letter that has changed. */
export const checksumOf = (stream: string, revision: number, { id, type, data, metadata }: SerialisedEvent): number =>
  crc32(`${stream}\n${revision}\n${id}\n${type}\n${data}\n${metadata}`)

/** Whether an event is as it was written. Events of logs that kept no checksums yet are taken as they are. */
export const isIntact = ([, stream, revision, id, type, data, metadata, checksum]: Row): boolean =>
  checksum === null || checksum === checksumOf(stream, revision, { id, type, data, metadata })

/**
 * Looks through a whole log; says what is wrong with it. Events never change and are never removed: a log whose
 * positions and revisions have no gap, and whose events are intact, is a beginning of the history, whatever the file
 * has been through.
 */
export function examineLog(database: DatabaseSync): string | undefined {
  const { count, head } = database.prepare('SELECT count(*) AS count, max(position) AS head FROM events').get()!
  if (count !== (head ?? 0))
    return `events are missing: ${String(count)} are there, the last has position ${String(head)}`
  const torn = database
    .prepare('SELECT stream FROM events GROUP BY stream HAVING count(*) <> max(revision) + 1 OR min(revision) <> 0')
    .get()
  if (torn) return `events of ${String(torn['stream'])} are missing`
  const all = database.prepare('SELECT position, stream, revision, id, type, data, metadata, checksum FROM events')
  all.setReturnArrays(true)
  for (const row of all.iterate() as unknown as Iterable<Row>) {
    if (!isIntact(row)) return `the event at position ${row[0]} is not as it was written`
  }
  return undefined
}
