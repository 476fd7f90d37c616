import type { DatabaseSync } from 'node:sqlite'
import { LRUCache } from 'lru-cache'
import type { AppendRequest } from '../append-request.js'
import type { Position } from '../event.js'
import type { AppendResult } from '../event-store.js'
import { WrongExpectedVersion } from '../event-store.js'
import { checksumOf } from './checksum.js'

/** What became of one append of a transaction. */
export type Outcome =
  { readonly kind: 'done'; readonly result: AppendResult } | { readonly kind: 'refused'; readonly error: Error }

type Place = { readonly revision: number; readonly position: Position }
type Decision = { readonly kind: 'append' | 'refuse' } | { readonly kind: 'repeat'; readonly of: Place }

/** EventStoreDB keeps about as many in its 8 MiB. */
const REMEMBERED_IDS = 65_536
const INSERT = 'INSERT INTO events (stream, revision, id, type, data, metadata, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)'
const APPEND: Decision = { kind: 'append' }
const REFUSE: Decision = { kind: 'refuse' }

/** Writes appends, many in one transaction, each where its expected revision allows it. */
export class AppendTransaction {
  private readonly statements
  /** Where ids were first written lately, for `any` and `stream_exists`. Forgotten on restart, as EventStoreDB does. */
  private readonly recent = new LRUCache<string, Place>({ max: REMEMBERED_IDS })
  /** The same for the transaction under way: kept apart until it is committed. */
  private readonly fresh = new Map<string, Place>()

  constructor(private readonly database: DatabaseSync) {
    this.statements = {
      begin: database.prepare('BEGIN IMMEDIATE'),
      commit: database.prepare('COMMIT'),
      revision: database.prepare('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
      at: database.prepare('SELECT id, position FROM events WHERE stream = ? AND revision = ?'),
      insert: database.prepare(INSERT),
      insertFirst: database.prepare(`${INSERT} ON CONFLICT (stream, revision) DO NOTHING`),
    }
  }

  /**
   * One transaction for all; a refusal of one does not touch the others.
   * @throws SQLite's error; then nothing of it is written.
   */
  run(requests: readonly AppendRequest[]): readonly Outcome[] {
    this.fresh.clear()
    this.statements.begin.run()
    try {
      const outcomes = requests.map((request) => this.carryOut(request))
      this.statements.commit.run()
      for (const [key, place] of this.fresh) if (!this.recent.has(key)) this.recent.set(key, place)
      return outcomes
    } finally {
      // SQLite itself has rolled back after some errors (a full disk), after others not.
      if (this.database.isTransaction) this.database.exec('ROLLBACK')
    }
  }

  private carryOut(request: AppendRequest): Outcome {
    const { stream, expected } = request
    // A new stream needs no look before: were it not new, its first event would be in the way.
    const first = expected === 'no_stream' && request.events.length > 0 ? this.write(request, -1) : undefined
    if (first) return { kind: 'done', result: first }
    const current = Number(this.statements.revision.get(stream)?.['revision'] ?? -1)
    const decision = this.decide(request, current)
    switch (decision.kind) {
      case 'append':
        return { kind: 'done', result: this.write(request, current)! }
      case 'repeat':
        return { kind: 'done', result: decision.of }
      case 'refuse':
        return { kind: 'refused', error: new WrongExpectedVersion(stream, expected, current) }
    }
  }

  /** The checks of EventStoreDB, in its order. */
  private decide(request: AppendRequest, current: number): Decision {
    const { expected } = request
    if (expected === 'stream_exists' && current < 0) return REFUSE
    if (expected === 'any' || expected === 'stream_exists') return this.recognise(request)
    const revision = expected === 'no_stream' ? -1 : expected
    if (revision < current) return this.compare(request, revision)
    return revision > current ? REFUSE : APPEND
  }

  /** By the ids that are remembered, wherever in the stream they stand. */
  private recognise({ stream, events }: AppendRequest): Decision {
    const placeOf = (id: string) => this.recent.get(keyOf(stream, id)) ?? this.fresh.get(keyOf(stream, id))
    let last: Place | undefined
    for (const { id } of events) {
      const place = placeOf(id)
      if (!place) return last ? REFUSE : APPEND
      last = place
    }
    return last ? { kind: 'repeat', of: last } : APPEND
  }

  /** By the ids that stand at exactly the revisions which the append would have taken. */
  private compare({ stream, events }: AppendRequest, expected: number): Decision {
    let last: Place | undefined
    for (const [index, { id }] of events.entries()) {
      const revision = expected + 1 + index
      const stored = this.statements.at.get(stream, revision)
      if (stored?.['id'] !== id) return REFUSE
      last = { revision, position: Number(stored['position']) }
    }
    return last ? { kind: 'repeat', of: last } : REFUSE
  }

  /** Undefined where the stream is not new although it should be; then nothing was written. */
  private write({ stream, events }: AppendRequest, current: number): AppendResult | undefined {
    let last: AppendResult = { revision: current }
    for (const event of events) {
      const { id, type, data, metadata } = event
      const revision = last.revision + 1
      const checksum = checksumOf(stream, revision, event)
      const insert = revision === 0 ? this.statements.insertFirst : this.statements.insert
      const { changes, lastInsertRowid } = insert.run(stream, revision, id, type, data, metadata, checksum)
      if (changes === 0) return undefined
      const place = { revision, position: Number(lastInsertRowid) }
      const key = keyOf(stream, id)
      if (!this.fresh.has(key)) this.fresh.set(key, place)
      last = place
    }
    return last
  }
}

/** An id has always 36 characters, so no two pairs share a key. */
const keyOf = (stream: string, id: string): string => id + stream
