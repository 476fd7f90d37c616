import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Position } from '../event.js'
import type { EventFilter, Lag, StoredEvent, WrittenEvent } from '../event-store.js'
import { StoreDamaged } from '../event-store.js'
import { EVENTS_PER_PAGE } from '../following/page.js'
import type { Page } from '../following/page.js'
import { isIntact } from './checksum.js'

/** A row as it lies in the file; arrays are read a third faster than objects. */
export type Row = readonly [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
  checksum: number | null,
]

/** A page as it lies in the file. */
interface Rows extends Omit<Page, 'events'> {
  readonly rows: readonly Row[]
}

/** Reads the page that follows a position, of so many rows at most (`EVENTS_PER_PAGE` where nothing is said). */
export type Scan = (after: Position, limit?: number) => Rows

/** A filter that wants little must not hold up the event loop until it has found a full page. */
const POSITIONS_PER_PAGE = 10_000
const COLUMNS = 'position, stream, revision, id, type, data, metadata, checksum'

/** Reads in pages by key: no statement is open between two pages, so the write-ahead log can be checkpointed. */
export class LogReader {
  private readonly statements

  constructor(private readonly database: DatabaseSync) {
    const ofStream = `SELECT ${COLUMNS} FROM events WHERE stream = ? AND`
    this.statements = {
      forwards: this.rows(`${ofStream} revision >= ? ORDER BY revision LIMIT ?`),
      backwards: this.rows(`${ofStream} revision <= ? ORDER BY revision DESC LIMIT ?`),
      byStream: this.rows(
        `SELECT ${COLUMNS} FROM events WHERE (stream, revision) > (?, ?) ORDER BY stream, revision LIMIT ?`,
      ),
      head: database.prepare('SELECT max(position) AS head FROM events'),
      count: database.prepare('SELECT count(*) AS n FROM (SELECT 1 FROM events WHERE position > ? LIMIT ?)'),
      oldest: database.prepare('SELECT metadata FROM events WHERE position > ? ORDER BY position LIMIT 1'),
      version: database.prepare('PRAGMA data_version'),
    }
  }

  /** Events of a stream from a revision on, including it. */
  ofStream(stream: string, from: number, direction: 'forwards' | 'backwards', limit: number): readonly Row[] {
    return this.statements[direction].all(stream, from, limit) as unknown as readonly Row[]
  }

  /** Events behind a place in the order of streams and revisions, whichever streams these are. */
  behind(stream: string, revision: number, limit: number): readonly Row[] {
    return this.statements.byStream.all(stream, revision, limit) as unknown as readonly Row[]
  }

  /** Pages of the events that are wanted, up to the head as it is when a page is read. */
  scan(filter: EventFilter | undefined): Scan {
    const { condition, values } = conditionOf(filter)
    const statement = this.rows(
      `SELECT ${COLUMNS} FROM events WHERE position > ? AND position <= ? AND ${condition} ORDER BY position LIMIT ?`,
    )
    return (after, limit = EVENTS_PER_PAGE) => {
      const head = this.head() ?? 0
      const until = Math.max(after, Math.min(after + POSITIONS_PER_PAGE, head))
      const rows = statement.all(after, until, ...values, limit) as unknown as readonly Row[]
      const scanned = rows.length < limit ? until : (rows.at(-1)?.[0] ?? until)
      return { rows, scanned, more: scanned < head }
    }
  }

  head(): Position | undefined {
    const head = this.statements.head.get()?.['head']
    return typeof head === 'number' ? head : undefined
  }

  lag(after: Position, limit: number): Lag {
    const counted = Number(this.statements.count.get(after, limit + 1)?.['n'])
    const oldest = this.statements.oldest.get(after)?.['metadata']
    const recordedAt = typeof oldest === 'string' ? recordedAtOf(JSON.parse(oldest)) : undefined
    return {
      events: Math.min(counted, limit),
      more: counted > limit,
      ...(recordedAt !== undefined && { oldestRecordedAt: recordedAt }),
    }
  }

  /** Another number after every commit of another connection, in this process or elsewhere. */
  dataVersion(): number {
    return Number(this.statements.version.get()?.['data_version'])
  }

  private rows(sql: string): StatementSync {
    const statement = this.database.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
}

/** @throws StoreDamaged where it is not as it was written */
export function eventOf(row: Row): StoredEvent {
  const event = writtenOf(row)
  try {
    return { ...event, data: JSON.parse(event.data), metadata: JSON.parse(event.metadata) }
  } catch (cause) {
    throw notAsWritten(event.position, cause)
  }
}

/**
 * A page, or as much of it as stands before an event that is not as it was written.
 * @throws StoreDamaged behind it
 */
export function* writtenIn(rows: readonly Row[]): Generator<readonly WrittenEvent[]> {
  const events: WrittenEvent[] = []
  try {
    for (const row of rows) events.push(writtenOf(row))
  } finally {
    yield events
  }
}

function writtenOf(row: Row): WrittenEvent {
  const [position, stream, revision, id, type, data, metadata] = row
  if (!isIntact(row)) throw notAsWritten(position)
  return { id, type, stream, revision, position, data, metadata }
}

function notAsWritten(position: Position, cause?: unknown): StoreDamaged {
  return new StoreDamaged(`event log: the event at position ${position} is not as it was written`, { cause, position })
}

/** A list without entries wants nothing. `substr` keeps the order of positions; a range would tempt the planner to sort. */
function conditionOf(filter: EventFilter | undefined): { condition: string; values: readonly string[] } {
  if (!filter) return { condition: 'true', values: [] }
  if ('types' in filter)
    return { condition: `type IN (${filter.types.map(() => '?').join(', ')})`, values: filter.types }
  const prefixes = filter.streamPrefixes
  const conditions = prefixes.map((_, index) => `substr(stream, 1, length(?${index + 3})) = ?${index + 3}`)
  const condition = conditions.length > 0 ? `(${conditions.join(' OR ')})` : 'false'
  if (filter.mentioning === undefined) return { condition, values: prefixes }
  const mentioned = `instr(data, ?${prefixes.length + 3}) > 0`
  return { condition: `${condition} AND ${mentioned}`, values: [...prefixes, JSON.stringify(filter.mentioning)] }
}

const recordedAtOf = (metadata: { recordedAt?: unknown } | null): string | undefined =>
  typeof metadata?.recordedAt === 'string' ? metadata.recordedAt : undefined
