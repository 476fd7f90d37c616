import { derivedCommandId } from '@ledger/event-sourcing'
import { isRecorded, isWork } from '../load/acknowledged.js'
import type { Acknowledged } from '../load/acknowledged.js'
import type { LoggedEvent } from './log.js'

interface Note {
  readonly id: string
  readonly type: string
  readonly revision: number
}

/**
 * What was acknowledged against what is in the log: every event that an answer names stands where the answer says, and
 * a command has recorded these and no others. A refused command has recorded nothing.
 */
export function checkAnswers(all: readonly Acknowledged[], log: readonly LoggedEvent[]): readonly string[] {
  const found: string[] = []
  const byId = new Map<string, LoggedEvent>()
  for (const event of log) {
    if (byId.has(event.id)) found.push(`doubled: event ${event.id} stands twice in the log`)
    byId.set(event.id, event)
  }
  const subjects = new Set(log.map(({ subject }) => subject))
  const byCommand = Map.groupBy(log, ({ commandid }) => commandid)
  for (const one of all) {
    const { step, reply } = one
    if (isWork(one)) {
      if (!subjects.has(`work-${reply.body.work as string}`)) found.push(`lost: ${step.key} was accepted as work`)
      continue
    }
    const notes: readonly Note[] = isRecorded(one) ? reply.body.events : []
    for (const note of notes)
      if (!stands(byId.get(note.id), note)) found.push(`lost: ${step.key} recorded ${note.type}`)
    const written = byCommand.get(derivedCommandId('key', step.by, step.key)) ?? []
    if (written.length > notes.length) {
      found.push(`doubled: ${step.key} was answered with ${notes.length} events and has ${written.length} in the log`)
    }
  }
  return found
}

const stands = (event: LoggedEvent | undefined, { type, revision }: Note): boolean =>
  event !== undefined && event.revision === revision && event.type.replace(/\.v\d+$/, '') === type

/** What was answered before something was sent lies before it in the log. */
export function checkCausality(all: readonly Acknowledged[], log: readonly LoggedEvent[]): readonly string[] {
  const positions = new Map(log.map(({ id, position }) => [id, position]))
  const placed = all.flatMap(({ step, reply, sentAt, answeredAt }) => {
    const own = ((reply.body.events ?? []) as Note[]).flatMap(({ id }) => positions.get(id) ?? [])
    return own.length === 0 ? [] : [{ step, sentAt, answeredAt, first: Math.min(...own), last: Math.max(...own) }]
  })
  const answered = placed.toSorted((one, other) => one.answeredAt - other.answeredAt)
  const found: string[] = []
  let next = 0
  let highest = { last: 0, key: '' }
  for (const { step, sentAt, first } of placed.toSorted((one, other) => one.sentAt - other.sentAt)) {
    for (; next < answered.length && answered[next]!.answeredAt < sentAt; next += 1) {
      const { last, step: earlier } = answered[next]!
      if (last > highest.last) highest = { last, key: earlier.key }
    }
    if (first < highest.last) found.push(`order: ${step.key} lies before ${highest.key}, which was answered earlier`)
  }
  return found
}
