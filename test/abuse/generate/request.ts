import type { Operation } from '../description.js'

/** What can be odd about a request. */
export const kinds = [
  'valid',
  'one thing wrong',
  'wild body',
  'malformed body',
  'header',
  'path',
  'query',
  'cursor',
  'media type',
  'method',
  'bulk',
  'file',
  'token',
  'socket',
] as const
export type Kind = (typeof kinds)[number]

/** Whose token goes along; `nobody`: what stands in the headers, or nothing. */
export type Holder = 'admin' | 'approver' | 'nobody'

/**
 * What must come of it, beyond what must come of every request. `taken`: its form fits the description, so it is not
 * refused for its form. `refused`: it does not fit, so it is. `token-needed`: 401 and nothing else.
 */
export type Expectation = 'any' | 'taken' | 'refused' | 'token-needed'

/** A request as a seed makes it. The same number of the same seed is the same request. */
export interface HostileRequest {
  readonly kind: Kind
  /** What is odd about it, in a few words. */
  readonly trick: string
  /** What it is aimed at, where an answer of that operation is to be expected. */
  readonly operation?: Operation
  readonly method: string
  /** Path and query as they are written. */
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: Buffer
  readonly holder: Holder
  readonly expectation: Expectation
  /** Written to a socket instead of all that; `{host}`, `{token}` and `{trace}` are filled in. */
  readonly pieces?: readonly Buffer[]
}

/** The parts of a request before they are written. */
export interface Parts {
  readonly operation: Operation
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: unknown
}

export const jsonHeader = ['Content-Type', 'application/json'] as const

/** Writes the parts of a request as a client in good order would. */
export function written({ operation, path, query, headers, body }: Parts) {
  const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const asked = new URLSearchParams(query).toString()
  return {
    operation,
    method: operation.method,
    target: pathOf(operation, path) + (asked === '' ? '' : `?${asked}`),
    headers: text ? [jsonHeader, ...headers] : headers,
    ...(text ? { body: text } : {}),
  }
}

export const pathOf = ({ path }: Operation, values: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? 'x'))
