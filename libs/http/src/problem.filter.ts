import { Catch, HttpException } from '@nestjs/common'
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common'
import {
  AppendTooLarge,
  Contended,
  KeyReused,
  PersonErased,
  StoreDamaged,
  StoreUnavailable,
  UnknownPosition,
} from '@ledger/event-sourcing'
import { BadCursor, NotYetFresh, ViewNotReady } from '@ledger/read-store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem, ProblemException } from './problem.js'

/** Every error leaves as problem+json: with a code, without a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>()
    const request = host.switchToHttp().getRequest<FastifyRequest>()
    const { problem: body, headers } = asProblem(error)
    if (body.code === 'internal-error' || body.code === 'store-damaged')
      request.log.error({ err: error }, 'request failed')
    sendProblem(reply, new ProblemException(body, headers))
  }
}

export function sendProblem(reply: FastifyReply, { problem: body, headers }: ProblemException): void {
  if (reply.sent) return
  void reply.status(body.status).headers(headers).type('application/problem+json').send(JSON.stringify(body))
}

const again = (seconds: number) => ({ 'retry-after': String(seconds) })

/** The table of everything that can go wrong behind a request. */
export function asProblem(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error
  if (error instanceof KeyReused)
    return problem(422, 'idempotency-key-reused', 'This Idempotency-Key was used for another request')
  if (error instanceof StoreDamaged)
    return problem(503, 'store-damaged', 'What the ledger holds is damaged; nothing of it is served', {}, again(60))
  if (error instanceof StoreUnavailable)
    return problem(
      503,
      'store-unavailable',
      'The ledger cannot be written or read now',
      { detail: 'Repeat the request with the same Idempotency-Key.' },
      again(2),
    )
  if (error instanceof UnknownPosition) return problem(404, 'event-unknown', 'There is no event at this position')
  if (error instanceof Contended)
    return problem(503, 'contended', 'Too many others are writing to the same thing', {}, again(1))
  if (error instanceof AppendTooLarge)
    return problem(413, 'too-large', 'The command is too large to be recorded at once')
  if (error instanceof PersonErased)
    return problem(410, 'person-erased', 'The personal data of this person were erased')
  if (error instanceof NotYetFresh)
    return problem(503, 'not-yet-fresh', 'The view has not come as far as the position asked for', {}, again(1))
  if (error instanceof ViewNotReady) return problem(503, 'view-rebuilding', 'The view is being filled', {}, again(2))
  if (error instanceof BadCursor)
    return problem(400, 'invalid-query', 'The query of the request cannot be taken', {
      errors: [{ field: 'cursor', message: 'is no cursor of this list' }],
    })
  return fromFramework(error)
}

/** Errors of Nest and Fastify: a route that is not there, a body that is no JSON, too large, of another type. */
function fromFramework(error: unknown): ProblemException {
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error)
  const known = frameworkProblems[status]
  if (known) return problem(status, known.code, known.title)
  if (status >= 400 && status < 500) return problem(status, 'bad-request', 'The request cannot be understood')
  return problem(500, 'internal-error', 'Something went wrong in the service; it was logged')
}

const statusOf = (error: unknown): number => {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown }
  return typeof statusCode === 'number' ? statusCode : 500
}

const frameworkProblems: Readonly<Record<number, { code: string; title: string }>> = {
  400: {
    code: 'malformed-request',
    title: 'The request is malformed: its body is no JSON, or its address cannot be read',
  },
  404: { code: 'not-found', title: 'There is nothing at this address' },
  405: { code: 'method-not-allowed', title: 'This address does not take that method' },
  408: { code: 'request-timeout', title: 'The request did not arrive in time' },
  413: { code: 'body-too-large', title: 'The body of the request is too large' },
  414: { code: 'address-too-long', title: 'The address is too long' },
  415: { code: 'media-type-not-supported', title: 'This address does not take bodies of that type' },
  431: { code: 'headers-too-large', title: 'The headers of the request are too large' },
}
