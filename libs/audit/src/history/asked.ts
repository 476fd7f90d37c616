import type { Order, Position } from '@ledger/event-sourcing'
import { instantOf, invalid, positionOf } from '@ledger/http'
import type { Wanted } from './reading.js'
import { subjectOf } from './subject.js'
import { toldTypes } from './words/words.js'

export const HISTORY_PARAMETERS = [
  'subject',
  'with',
  'type',
  'who',
  'recordedFrom',
  'recordedTo',
  'afterPosition',
  'toPosition',
  'occurredAfter',
  'occurredBy',
  'order',
  'next',
] as const

type Query = Readonly<Record<string, string>>

/** A question about a history, read from its query. @throws 400 */
export function wantedOf(query: Query): Wanted {
  const { subject, type, who, order = 'oldest', next } = query
  const participants = withParticipants(query)
  const wanted = {
    subject: subject === undefined ? undefined : subjectOf(subject, participants),
    order: orderOf(order),
    after: positionOf(next, 'next'),
    types: type === undefined ? undefined : typesOf(type),
    who,
    recordedFrom: optional(query.recordedFrom, 'recordedFrom'),
    recordedTo: optional(query.recordedTo, 'recordedTo'),
    afterPosition: positionOf(query.afterPosition, 'afterPosition'),
    toPosition: positionOf(query.toPosition, 'toPosition'),
    occurredAfter: optional(query.occurredAfter, 'occurredAfter'),
    occurredBy: optional(query.occurredBy, 'occurredBy'),
  }
  for (const [from, to] of SPANS) {
    const [begin, end] = [wanted[from], wanted[to]]
    if (begin !== undefined && end !== undefined && begin > end) throw refused(to, `must not lie before ${from}`)
  }
  return wanted
}

/** Where the first lies behind the second, nothing can be found. */
const SPANS = [
  ['recordedFrom', 'recordedTo'],
  ['afterPosition', 'toPosition'],
  ['occurredAfter', 'occurredBy'],
] as const

/** Nothing that was recorded behind what was known. */
export const upTo = (known: Position | undefined, wanted: Wanted): Wanted =>
  known === undefined ? wanted : { ...wanted, toPosition: Math.min(known, wanted.toPosition ?? known) }

const optional = (text: string | undefined, field: string) => (text === undefined ? undefined : instantOf(text, field))
const refused = (field: string, message: string) => invalid([{ field, message }], 'query')

function withParticipants({ with: also, subject }: Query): boolean {
  if (also === undefined) return false
  if (also !== 'participants') throw refused('with', 'must be participants')
  if (!subject?.startsWith('campaign/')) throw refused('with', 'goes with a subject campaign/<id>')
  return true
}

function orderOf(text: string): Order {
  if (text === 'oldest' || text === 'newest') return text
  throw refused('order', 'must be oldest or newest')
}

function typesOf(text: string): readonly string[] {
  const types = text.split(',')
  const strange = types.filter((type) => !toldTypes.includes(type))
  if (strange.length === 0) return types
  throw refused('type', `${strange.join(', ') || 'nothing'} is no kind of event; there are ${toldTypes.join(', ')}`)
}
