import type { Codec } from '@ledger/event-sourcing'
import { fromMoment, invalid, momentAsked, problem, ProblemException } from '@ledger/http'
import type { AskedMoment, Moment, Vantages } from '@ledger/time-travel'
import { subjectOf } from '../history/subject.js'
import { differences } from './differences.js'
import type { Change } from './differences.js'
import { lookedAt } from './snapshot.js'
import type { Snapshot } from './snapshot.js'

/** What differs between two moments of a subject. */
export interface Diff {
  readonly subject: string
  readonly from: Moment
  /** Nothing in it where that is today. */
  readonly to: Moment
  readonly changes: readonly Change[]
}

/**
 * Looks at a subject from two moments, as a question writes them: `subject`, `from`, `to` (today where it is missing), `by`.
 * @throws ProblemException
 */
export async function diffOf(vantages: Vantages, codec: Codec, query: Readonly<Record<string, string>>): Promise<Diff> {
  const { subject = '', from = '', to, by } = query
  const { unknown } = subjectOf(subject, false)
  const left = await saidAt('from', () => momentOf(from, 'from', by))
  const right = await saidAt('to', () => (to === undefined ? undefined : momentOf(to, 'to', by)))
  const before = await saidAt('from', () => look(vantages, codec, subject, left))
  const after = await saidAt('to', () => look(vantages, codec, subject, right))
  if (unknown !== undefined && !before.snapshot && !after.snapshot)
    throw problem(404, unknown, `Nothing was known of ${subject} at these moments`)
  return { subject, from: before.moment, to: after.moment, changes: changesOf(before.snapshot, after.snapshot) }
}

/** How questions of one moment name it. */
const MOMENT: ReadonlySet<string> = new Set(['asOf', 'knownAt', 'knownAtPosition'])

/** What is wrong with one of the two moments is said at the field that named it. */
async function saidAt<T>(field: 'from' | 'to', work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error
    const { errors, ...problem } = error.problem
    const named = errors?.map((one) => (MOMENT.has(one.field) ? { ...one, field } : one))
    throw new ProblemException({ ...problem, ...(named ? { errors: named } : {}) }, error.headers)
  }
}

interface Look {
  readonly snapshot: Snapshot | undefined
  readonly moment: Moment
}

/** Before the first event nothing was known of anything: that is a moment like any other. */
async function look(...asked: Parameters<typeof lookFrom>): Promise<Look> {
  try {
    return await lookFrom(...asked)
  } catch (error) {
    const { knownAt } = asked[3] ?? {}
    if (knownAt === undefined || !(error instanceof ProblemException) || error.problem.code !== 'nothing-known-yet')
      throw error
    return { snapshot: undefined, moment: { knownAt } }
  }
}

function lookFrom(vantages: Vantages, codec: Codec, subject: string, asked: AskedMoment | undefined): Promise<Look> {
  const looked = lookedAt(subject.split('/').map((one) => one.trim().toLowerCase()))
  const day = (asked?.asOf ?? asked?.knownAt ?? new Date().toISOString()).slice(0, 10)
  return fromMoment(vantages, asked, looked.needed, undefined, async (vantage) => ({
    snapshot: await looked.look(vantage, codec, day),
    moment: vantage.moment ?? {},
  }))
}

/** @throws 400 */
function momentOf(text: string, field: 'from' | 'to', by = 'known'): AskedMoment | undefined {
  if (by !== 'known' && by !== 'occurred')
    throw invalid([{ field: 'by', message: 'must be known or occurred' }], 'query')
  if (by === 'occurred') return momentAsked({ asOf: text })
  if (/^\d{1,15}$/.test(text)) return momentAsked({ knownAtPosition: text })
  if (text !== '') return momentAsked({ knownAt: text })
  throw invalid(
    [{ field, message: 'must be a moment, such as 2027-02-28T09:30:00Z, or a position of the log' }],
    'query',
  )
}

/** What was known of a subject of which nothing was is nothing. */
const changesOf = (before: Snapshot | undefined, after: Snapshot | undefined): readonly Change[] =>
  differences(before?.facts ?? {}, after?.facts ?? {}, (after ?? before)?.currency)
