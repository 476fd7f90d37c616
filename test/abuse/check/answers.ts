import { readFileSync } from 'node:fs'
import { differences } from '../../journeys/conforms.js'
import type { Expectation, HostileRequest } from '../generate/request.js'
import type { Answer } from '../service/client.js'

/** Code → the statuses that it may come with, as the reference of the errors lists them. */
export function listedRefusals(text = readFileSync('docs/reference/refusals.md', 'utf8')): ReadonlyMap<string, number> {
  const rows = [...text.matchAll(/^\|([^|]+)\|\s*(\d{3})\s*\|/gm)]
  const listed = rows.flatMap(([, codes, status]) =>
    [...codes!.matchAll(/`([a-z-]+)`/g)].map(([, code]) => [code!, Number(status)] as const),
  )
  const phases = [...text.matchAll(/`(campaign-[a-z]+)`/g)].map(([, code]) => [code!, 409] as const)
  return new Map([...phases, ...listed])
}

const listed = listedRefusals()

/** Errors that come before an operation is found, whatever was asked for; no operation describes them. */
const BEFORE_ANY_OPERATION = [
  'malformed-request',
  'method-not-allowed',
  'request-timeout',
  'address-too-long',
  'headers-too-large',
]

/** What an answer says of the inside of the house: frames of a stack, files, statements, folders. */
const LEAK =
  /\n\s+at |node_modules|node:internal|\.[jt]s:\d+|file:\/\/|SQLITE_|sqlite|\bSELECT\b|\/dist\/|campaign-ledger-abuse-/

/** What of a request says how its answer must look. An odd address may lead to another one, or nowhere. */
type Asked = Pick<HostileRequest, 'operation' | 'method' | 'kind' | 'holder'>

/** What is wrong with an answer, seen by itself; empty where nothing is. */
export function wrongIn(answer: Answer, request: Asked & Pick<HostileRequest, 'expectation'>): readonly string[] {
  const { status, text } = answer
  const type = String(answer.headers['content-type'] ?? '')
  return [
    ...(status >= 500 && status !== 503 ? [`answered ${status}`] : []),
    ...unexpected(answer, request.expectation),
    ...(status === 401 && request.holder !== 'nobody' ? ['a good token was refused'] : []),
    ...(LEAK.test(status < 400 ? '' : text) ? [`tells of the inside: ${LEAK.exec(text)![0]}`] : []),
    ...(status === 503 && answer.headers['retry-after'] === undefined ? ['503 does not say when to come again'] : []),
    ...(request.method === 'HEAD'
      ? withoutBody(text)
      : status < 400
        ? asDescribed(answer, type, request)
        : asProblem(answer, type, request)),
  ]
}

function unexpected({ status, text }: Answer, expectation: Expectation): readonly string[] {
  switch (expectation) {
    case 'any':
      return []
    case 'taken':
      return status === 400 ? [`is as the description has it, and was refused for its form: ${text}`] : []
    case 'refused':
      return status === 400 ? [] : [`is not as the description has it, and was answered ${status}`]
    case 'token-needed':
      return status === 401 ? [] : [`came in without a good token: ${status}`]
  }
}

const withoutBody = (text: string): readonly string[] => (text === '' ? [] : ['HEAD was answered with a body'])

function asDescribed(answer: Answer, type: string, { operation, method }: Asked): readonly string[] {
  // Pages for people and redirections to them are no operations.
  if (!operation || operation.method !== method || answer.status === 302) return []
  return differences(method, operation.path, answer.status, type, parsed(answer.text, type))
}

/** Errors are problems, whatever they are about, with a code that the reference lists. */
function asProblem(answer: Answer, type: string, asked: Asked): readonly string[] {
  const { status, headers, text } = answer
  if (!type.startsWith('application/problem+json'))
    return [`${status} is no problem document: ${type} ${text.slice(0, 80)}`]
  const body = parsed(text, type) as { code: string; status: number; type: string } | undefined
  if (!body) return [`${status} is no JSON: ${text.slice(0, 80)}`]
  return [
    ...(listed.get(body.code) === status ? [] : [`${body.code} with ${status} is not listed`]),
    ...(body.status === status ? [] : [`the document says ${body.status}, the answer ${status}`]),
    ...(body.type === `urn:campaign-ledger:problem:${body.code}` ? [] : [`has the type ${body.type}`]),
    ...(status === 401 && headers['www-authenticate'] === undefined ? ['401 does not say how to come in'] : []),
    ...(status === 405 && headers['allow'] === undefined ? ['405 does not say what is taken'] : []),
    ...fits(answer, body, asked),
  ]
}

/** Held against the operation that was asked for; what came before any, against one that may answer every error. */
function fits(answer: Answer, body: { code: string }, { operation, method, kind }: Asked): readonly string[] {
  const type = 'application/problem+json'
  const before = BEFORE_ANY_OPERATION.includes(body.code) || (kind === 'path' && body.code === 'not-found')
  if (operation?.method === method && !before) return differences(method, operation.path, answer.status, type, body)
  return differences('POST', '/v1/campaigns/x/draft', 400, type, body)
}

function parsed(text: string, type: string): unknown {
  if (!/(application|problem)[/+]json/.test(type)) return text
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
