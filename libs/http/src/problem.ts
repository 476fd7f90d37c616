import { HttpException } from '@nestjs/common'
import type { Refusal } from '@ledger/event-sourcing'

/** One field of a request that cannot be taken, and why. */
export interface FieldError {
  /** Path into the body, the query or the header: `plan.period.to`. */
  readonly field: string
  readonly message: string
}

/** RFC 9457. `code` is stable: programs decide by it, people read `detail`. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail?: string
  readonly errors?: readonly FieldError[]
  /** What the refusal knows: the phase that the campaign is in, who wrote the plan, … */
  readonly details?: Readonly<Record<string, unknown>>
}

export const problemType = (code: string): string => `urn:campaign-ledger:problem:${code}`

/** A request that gets an error on purpose. */
export class ProblemException extends HttpException {
  constructor(
    readonly problem: Problem,
    /** Headers beside it, such as Retry-After. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(problem, problem.status)
  }
}

export function problem(
  status: number,
  code: string,
  title: string,
  more: Pick<Problem, 'detail' | 'errors' | 'details'> = {},
  headers: Readonly<Record<string, string>> = {},
): ProblemException {
  return new ProblemException({ type: problemType(code), title, status, code, ...more }, headers)
}

export const invalid = (errors: readonly FieldError[], where: 'body' | 'query' | 'path' | 'header' = 'body') =>
  problem(400, `invalid-${where}`, `The ${where} of the request cannot be taken`, { errors })

/** What a refusal of the domain is over HTTP: 404 for what is not there, 412 and 403 for their own kinds, else 409. */
export function statusOfRefusal(code: string): number {
  if (code === 'campaign-unknown' || code === 'customer-unknown') return 404
  if (code === 'person-erased') return 410
  if (code === 'revision-differs') return 412
  if (code === 'four-eyes') return 403
  return code.endsWith('-unknown') || code.endsWith('-differs') || code === 'plan-contradicts-itself' ? 422 : 409
}

export function refused({ refused: code, details }: Refusal): ProblemException {
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ')
  return problem(statusOfRefusal(code), code, title, Object.keys(details).length > 0 ? { details } : {})
}
