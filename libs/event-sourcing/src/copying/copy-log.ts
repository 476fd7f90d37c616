import { createHash } from 'node:crypto'
import { canonical } from '@ledger/proof-verifier'
import type { Position } from '../event.js'
import { AppendTooLarge, WrongExpectedVersion } from '../event-store.js'
import type { EventStore, NewStoredEvent, StoredEvent } from '../event-store.js'
import { NotACopy } from './not-a-copy.js'

export interface CopyProgress {
  readonly phase: 'comparing' | 'copying' | 'verifying'
  /** Events that are done in this phase. */
  readonly events: number
  /** Where that is in the source, and where the source ends. */
  readonly position: Position
  readonly head: Position
}

export interface Copied {
  /** Events that both logs hold now. */
  readonly events: number
  /** How many of them were copied just now; the others were there. */
  readonly copied: number
  /** SHA-256, hex, over streams, revisions, ids, types, data and metadata of all of them in order; the same for both. */
  readonly digest: string
}

export interface CopyLogOptions {
  readonly onProgress?: (progress: CopyProgress) => void
  /** Ends it behind the append under way. */
  readonly signal?: AbortSignal | undefined
  /** Done once it is known that the target holds nothing but a beginning of the source, before anything is appended. */
  readonly beforehand?: () => Promise<void>
}

/** Events of one stream that follow each other share an append, up to so many. */
const RUN = 200

/**
 * Copies a whole log in its order: streams, revisions, ids, types, data and metadata (and with it all times) stay what
 * they are, positions are those of the target. Where the target holds a beginning of the source already, as after a kill,
 * it goes on behind that. In the end both are read from the start and compared. Memory stays flat.
 * @throws NotACopy; StoreUnavailable: give it again, it goes on
 */
export async function copyLog(from: EventStore, to: EventStore, options: CopyLogOptions = {}): Promise<Copied> {
  const { onProgress = () => undefined, signal, beforehand } = options
  const before = await compare(from, to, (progress) => onProgress({ phase: 'comparing', ...progress }), signal)
  await beforehand?.()
  if (before.missing === undefined) return { ...before, copied: 0 }
  const { missing, events } = before
  await append(from, to, missing, (progress) => onProgress({ phase: 'copying', ...progress }), signal)
  const after = await compare(from, to, (progress) => onProgress({ phase: 'verifying', ...progress }), signal)
  // What was recorded in the source meanwhile is copied by the next turn.
  const all = after.missing === undefined ? after : await copyLog(from, to, options)
  return { events: all.events, digest: all.digest, copied: all.events - events }
}

type Told = (progress: Omit<CopyProgress, 'phase'>) => void

interface Compared {
  readonly events: number
  readonly digest: string
  /** The first event of the source that the target does not hold yet. */
  readonly missing?: Position
}

/** Reads both in step. */
async function compare(
  from: EventStore,
  to: EventStore,
  tell: Told,
  signal: AbortSignal | undefined,
): Promise<Compared> {
  const head = (await from.head()) ?? 0
  const copies = to.readAll()[Symbol.asyncIterator]()
  const hash = createHash('sha256')
  let events = 0
  try {
    for await (const original of from.readAll()) {
      signal?.throwIfAborted()
      const copy = await copies.next()
      if (copy.done) return { events, digest: hash.digest('hex'), missing: original.position }
      const text = textOf(original)
      if (text !== textOf(copy.value)) throw differs(original, copy.value, events)
      hash.update(text)
      tell({ events: (events += 1), position: original.position, head })
    }
    const more = await copies.next()
    if (!more.done)
      throw new NotACopy(`the target holds more than the source: ${nameOf(more.value)} and what follows it`)
    return { events, digest: hash.digest('hex') }
  } finally {
    await copies.return?.()
  }
}

async function append(
  from: EventStore,
  to: EventStore,
  first: Position,
  tell: Told,
  signal: AbortSignal | undefined,
): Promise<void> {
  const head = (await from.head()) ?? 0
  let events = 0
  for await (const run of runs(from.readAll({ from: first }))) {
    signal?.throwIfAborted()
    await appendRun(to, run)
    tell({ events: (events += run.length), position: run.at(-1)!.position, head })
  }
}

/** Neighbours of one stream, as they lie in the log. */
async function* runs(events: AsyncIterable<StoredEvent>): AsyncIterable<readonly StoredEvent[]> {
  let run: StoredEvent[] = []
  for await (const event of events) {
    if (run.length === RUN || (run.length > 0 && run[0]!.stream !== event.stream)) {
      yield run
      run = []
    }
    run.push(event)
  }
  if (run.length > 0) yield run
}

/** At the revision that it has in the source: a repeat is recognised, and nobody else can have written there. */
async function appendRun(to: EventStore, run: readonly StoredEvent[]): Promise<void> {
  const { stream, revision } = run[0]!
  try {
    await to.append(stream, revision === 0 ? 'no_stream' : revision - 1, run.map(newEvent))
  } catch (error) {
    if (error instanceof WrongExpectedVersion)
      throw new NotACopy(`somebody else has written to stream ${stream} of the target meanwhile`)
    if (!(error instanceof AppendTooLarge) || run.length === 1) throw error
    for (const one of run) await appendRun(to, [one])
  }
}

const newEvent = ({ id, type, data, metadata }: StoredEvent): NewStoredEvent => ({ id, type, data, metadata })

const textOf = ({ stream, revision, id, type, data, metadata }: StoredEvent): string =>
  `${canonical([stream, revision, id, type, data, metadata])}\n`

const nameOf = ({ stream, revision, type }: StoredEvent): string => `${type} (${stream}, revision ${revision})`

const differs = (original: StoredEvent, copy: StoredEvent, at: number): NotACopy =>
  new NotACopy(`the target holds something else: its event ${at + 1} is ${nameOf(copy)}, not ${nameOf(original)}`)
