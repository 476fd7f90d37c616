import { applyDecorators } from '@nestjs/common'
import { ApiQuery } from '@nestjs/swagger'
import { DAY_RULE, isInstant } from '@ledger/fields'
import { NoSuchMoment } from '@ledger/time-travel'
import type { AskedMoment, Moment, Needed, Vantage, Vantages } from '@ledger/time-travel'
import { parseDay } from '@ledger/values'
import type { FastifyReply } from 'fastify'
import type { View } from '@ledger/read-store'
import { asFreshAs, positionOf } from './fresh.js'
import { invalid, problem } from './problem.js'

/** What the ledger knew by then. */
export const KNOWN_PARAMETERS = ['knownAt', 'knownAtPosition'] as const
/** The same, and what had happened by then. */
export const MOMENT_PARAMETERS = [...KNOWN_PARAMETERS, 'asOf'] as const

const Parameter = (name: string, schema: object, description: string) =>
  ApiQuery({ name, required: false, schema, description })

export const KnownQuestion = () =>
  applyDecorators(
    Parameter('knownAt', { type: 'string', format: 'date-time' }, 'As the ledger knew it at this moment (Z02).'),
    Parameter('knownAtPosition', { type: 'integer' }, 'As the ledger knew it at this position of the log (Z02).'),
  )

export const MomentQuestion = () =>
  applyDecorators(
    KnownQuestion(),
    Parameter(
      'asOf',
      { type: 'string' },
      'As it was at this moment, or at the end of this day (UTC), whenever it was recorded (Z02).',
    ),
  )

export const RevisionQuestion = () =>
  Parameter('revision', { type: 'integer' }, 'As the ledger knew it when its stream had come to this revision (Z02).')

/** The position that must be in the answer; a past is read from the log itself and does not wait. */
export const FreshnessQuestion = () =>
  Parameter('minPosition', { type: 'integer' }, 'At least as fresh as this position.')

type Query = Readonly<Record<string, string>>

/**
 * The moment that a question asks about, read from its query; undefined where it asks about today.
 * @param stream of which `revision` speaks
 * @throws ProblemException 400
 */
export function momentAsked(query: Query, stream?: string): AskedMoment | undefined {
  const given = [...MOMENT_PARAMETERS, 'revision'].filter((name) => query[name] !== undefined)
  if (given.length === 0) return undefined
  const [first, second] = given.filter((name) => name !== 'asOf')
  if (second !== undefined)
    throw invalid([{ field: second, message: `says what was known, as ${first} does: name one of them` }], 'query')
  const revision = positionOf(query.revision, 'revision')
  return {
    knownAt: query.knownAt === undefined ? undefined : instantOf(query.knownAt, 'knownAt'),
    knownAtPosition: positionOf(query.knownAtPosition, 'knownAtPosition'),
    revision: revision === undefined || stream === undefined ? undefined : { stream, revision },
    asOf: query.asOf === undefined ? undefined : endOf(query.asOf),
  }
}

/** The same where the question has an `asOf` of its own: only what was known. */
export function knownAsked({ knownAt, knownAtPosition }: Query): AskedMoment | undefined {
  return momentAsked({
    ...(knownAt === undefined ? {} : { knownAt }),
    ...(knownAtPosition === undefined ? {} : { knownAtPosition }),
  })
}

/** A moment in UTC, to the millisecond, so that moments compare as texts. @throws ProblemException 400 */
export function instantOf(text: string, field: string): string {
  if (isInstant(text)) return new Date(text).toISOString()
  throw invalid([{ field, message: 'must be a moment with its offset, such as 2027-02-28T09:30:00Z' }], 'query')
}

/** A moment, or the end of a day; of today, as far as it has come. */
function endOf(text: string): string {
  if (isInstant(text)) return new Date(text).toISOString()
  if (parseDay(text) === undefined)
    throw invalid([{ field: 'asOf', message: `${DAY_RULE}, or a moment, such as 2027-02-28T09:30:00Z` }], 'query')
  const now = new Date().toISOString()
  return text === now.slice(0, 10) ? now : `${text}T23:59:59.999Z`
}

/** Answers from the moment that was asked about, and says at the answer which one it is. @throws ProblemException */
export async function fromMoment<T>(
  vantages: Vantages,
  asked: AskedMoment | undefined,
  needed: Needed | undefined,
  /** Undefined where the answer speaks of several moments. */
  reply: FastifyReply | undefined,
  work: (vantage: Vantage) => Promise<T>,
): Promise<T> {
  try {
    return await vantages.from(asked, needed, (vantage) => {
      for (const [name, value] of Object.entries(headersOf(vantage.moment))) void reply?.header(name, value)
      return work(vantage)
    })
  } catch (error) {
    throw error instanceof NoSuchMoment ? problemOf(error) : error
  }
}

function headersOf({ knownAt, knownAtPosition, asOf }: Moment = {}): Record<string, string> {
  return {
    ...(knownAt === undefined ? {} : { 'ledger-known-at': knownAt }),
    ...(knownAtPosition === undefined ? {} : { 'ledger-known-at-position': String(knownAtPosition) }),
    ...(asOf === undefined ? {} : { 'ledger-as-of': asOf }),
  }
}

function problemOf({ code, field, message }: NoSuchMoment) {
  const errors = [{ field, message }]
  if (code === 'in-the-future') return invalid(errors, 'query')
  if (code === 'revision-unknown') return problem(404, 'revision-unknown', 'There is no such revision', { errors })
  return problem(404, 'nothing-known-yet', 'The ledger knew nothing yet at that moment', { errors })
}

/** Waits until today's views show what lies at a position and before; the past is read from the log itself. */
export const freshened = async (
  { views, moment }: Vantage,
  needed: readonly View[],
  minPosition: string | undefined,
): Promise<void> => {
  const position = positionOf(minPosition)
  if (!moment) await asFreshAs(views, needed, position)
}

/** What an answer of the past has beside that of today. */
export const momentOf = ({ moment }: Pick<Vantage, 'moment'>): { readonly moment?: Moment } =>
  moment ? { moment } : {}

/** Why something is not there: looked at from a moment of the past, it may have begun since. */
export function nothingKnown(ids: Readonly<Record<string, string>>, { moment }: Pick<Vantage, 'moment'>): string {
  const name = Object.values(ids).join(', ')
  return moment ? `Nothing was known of ${name} at that moment` : `Nothing is known of ${name}`
}
