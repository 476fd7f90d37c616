import { canonical } from '@ledger/proof-verifier'
import { validate as isUuid } from 'uuid'
import type { ExpectedRevision, NewStoredEvent } from './event-store.js'
import { AppendTooLarge, InvalidAppend } from './event-store.js'

/** What one append may weigh unless a store is told otherwise: 1 MiB, EventStoreDB's own limit up to 24.10. */
export const DEFAULT_APPEND_LIMIT_BYTES = 1_048_576

/** An event as it is written: `data` and `metadata` are canonical JSON (RFC 8785), the id is in lower case. */
export interface SerialisedEvent {
  readonly id: string
  readonly type: string
  readonly data: string
  readonly metadata: string
}

/** An append that nothing is wrong with, up to the state of its stream. */
export interface AppendRequest {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: readonly SerialisedEvent[]
  /** data + metadata + 2 × type of all events. */
  readonly bytes: number
}

const NAME_LENGTH = 512
const WORDS: readonly ExpectedRevision[] = ['any', 'no_stream', 'stream_exists']

/**
 * Checks and serialises an append before any store sees it, so that every adapter refuses the same calls.
 * Fields of `data` that are undefined are left out, as JSON has it; `data` as a whole must not be.
 * @throws InvalidAppend, AppendTooLarge
 */
export function appendRequest(
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewStoredEvent[],
  limitBytes: number = DEFAULT_APPEND_LIMIT_BYTES,
): AppendRequest {
  checkName('stream', stream)
  checkExpected(expected)
  const serialised = events.map(serialise)
  const bytes = serialised.reduce((sum, event) => sum + weightOf(event), 0)
  if (bytes > limitBytes) throw new AppendTooLarge(bytes, limitBytes)
  return { stream, expected, events: serialised, bytes }
}

/** Names beginning with `$` are EventStoreDB's own; NUL and lone surrogates are not stored as they are given. */
function checkName(what: 'stream' | 'type', name: unknown): void {
  const bad = (why: string) => new InvalidAppend(`${what} ${JSON.stringify(name)} ${why}`)
  if (typeof name !== 'string') throw new InvalidAppend(`a ${what} must be a string, not ${typeof name}`)
  if (name === '') throw bad('is empty')
  if (name.length > NAME_LENGTH) throw bad(`is longer than ${NAME_LENGTH} characters`)
  if (name.startsWith('$')) throw bad('begins with $, which is reserved')
  if (name.includes('\0') || !name.isWellFormed()) throw bad('holds a character that cannot be stored')
}

function checkExpected(expected: ExpectedRevision): void {
  if (WORDS.includes(expected) || (Number.isSafeInteger(expected) && Number(expected) >= 0)) return
  throw new InvalidAppend(`an expected revision is an integer from 0 on, ${WORDS.join(', ')}; not ${String(expected)}`)
}

function serialise({ id, type, data, metadata }: NewStoredEvent): SerialisedEvent {
  if (typeof id !== 'string' || !isUuid(id)) throw new InvalidAppend(`event id ${String(id)} is not a UUID`)
  checkName('type', type)
  return { id: id.toLowerCase(), type, data: jsonOf('data', data), metadata: jsonOf('metadata', metadata) }
}

function jsonOf(what: 'data' | 'metadata', value: unknown): string {
  if (isPlain(value, DEEPEST)) return canonical(value)
  const json = stringified(what, value)
  if (json === undefined) throw new InvalidAppend(`${what} is ${typeof value}, which JSON cannot hold`)
  return canonical(JSON.parse(json))
}

/** What lies deeper, or holds itself, is left to `JSON.stringify`. */
const DEEPEST = 20

/** Whether JSON would give it back as it is: most of what is appended is so, and need not be written and read for that. */
function isPlain(value: unknown, levels: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean'
  if (value === null) return true
  if (levels === 0) return false
  if (Array.isArray(value)) return arePlain(value, levels - 1)
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  return arePlain(Object.values(value), levels - 1)
}

function arePlain(values: readonly unknown[], levels: number): boolean {
  for (const one of values) if (!isPlain(one, levels)) return false
  return true
}

function stringified(what: 'data' | 'metadata', value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch (cause) {
    throw new InvalidAppend(`${what} cannot be held by JSON: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}

const weightOf = ({ type, data, metadata }: SerialisedEvent): number =>
  Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length
