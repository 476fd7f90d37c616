import createClient from 'openapi-fetch'
import type { components, paths } from '#api'
import { asked, momentInAddress } from './moment'
import { Problem, problemOf, unreachable } from './problem'

export type Schemas = components['schemas']

/** What tells the service that a request comes from its own page. */
export const OURS = { 'ledger-console': '1' }

const client = createClient<paths>({ headers: OURS })
client.use({ onRequest: ({ request }) => new Request(asked(request.url), request) })

/** Addresses that answer questions with JSON. */
type Question = {
  [Path in keyof paths]: paths[Path] extends {
    get: { responses: { 200: { content: { 'application/json': unknown } } } }
  }
    ? Path
    : never
}[keyof paths]
type Get<Path extends Question> = paths[Path] extends { get: infer Operation } ? Operation : never
type Parameters<Path extends Question> =
  Get<Path> extends { parameters: infer All } ? Pick<All, keyof All & ('path' | 'query')> : never
type Answer<Path extends Question> =
  Get<Path> extends { responses: { 200: { content: { 'application/json': infer Json } } } } ? Json : never

interface Outcome {
  readonly data?: unknown
  readonly error?: unknown
  readonly response: Response
}

/** Asks a question of the API. @throws Problem */
export async function ask<Path extends Question>(path: Path, parameters: Parameters<Path>): Promise<Answer<Path>> {
  const get = client.GET as (path: Path, init: { params: Parameters<Path> }) => Promise<Outcome>
  return answerOf<Answer<Path>>(get(path, { params: parameters }))
}

/** The answer, or the problem as an error. */
async function answerOf<Data>(asked: Promise<Outcome>): Promise<Data> {
  const { data, error, response } = await asked.catch(() => {
    throw unreachable()
  })
  if (response.ok) return data as Data
  throw problemOf(response, error)
}

let seen: number | undefined

/** From which position on views show what this page has changed; goes into every question. */
export const ownWrites = () => (seen === undefined ? {} : { minPosition: seen })

const left = new Map<string, number>()

/**
 * The revision that this page itself has left something at, such as `customers/ann`: what is shown of it may not have come
 * as far yet. Undefined where it has changed nothing.
 */
export const revisionLeft = (place: string): number | undefined => left.get(place)

export interface Command {
  /** Below `/v1/`. */
  readonly path: string
  readonly body: object
  /** The revision that was looked at; refused where somebody was faster. */
  readonly revision?: number
  /** When it happened, where that is not now. */
  readonly occurredAt?: string
}

/**
 * Gives a command. The key makes it safe to give it again when the answer got lost: the same key is the same command.
 * @throws Problem
 */
export async function give<Answer = Schemas['CommandAnswer']>(
  { path, body, revision, occurredAt }: Command,
  key: string,
): Promise<Answer> {
  if (momentInAddress() !== undefined) throw new Problem({ status: 409, code: 'in-the-past' })
  const ifMatch = revision === undefined ? {} : { 'if-match': `"${revision}"` }
  const answer = await order<Answer & Partial<Schemas['CommandAnswer']>>('POST', `/v1/${path}`, body, {
    'idempotency-key': key,
    ...ifMatch,
    ...(occurredAt === undefined ? {} : { 'ledger-occurred-at': occurredAt }),
  })
  const { position, changed, revision: own } = answer
  if (position !== undefined) seen = Math.max(seen ?? 0, position)
  if (changed && own !== undefined) left.set(path.slice(0, path.lastIndexOf('/')), own)
  return answer
}

/** Asks the service to do something, whatever it answers with; with nothing where the answer is empty. @throws Problem */
export function order<Answer>(method: string, path: string, body?: object, headers: object = {}): Promise<Answer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const asked = fetch(path, {
    method,
    headers: { ...OURS, ...json, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).then(async (response) => {
    const answer: unknown = await response.json().catch(() => undefined)
    return response.ok ? { data: answer, response } : { error: answer, response }
  })
  return answerOf<Answer>(asked)
}

export const isProblem = (error: unknown, code: string): boolean => error instanceof Problem && error.code === code
