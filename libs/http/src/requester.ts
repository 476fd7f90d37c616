import { createParamDecorator } from '@nestjs/common'
import type { ExecutionContext } from '@nestjs/common'
import type { CommandContext } from '@ledger/event-sourcing'
import { asId, isInstant, isPrintable } from '@ledger/fields'
import type { FastifyRequest } from 'fastify'
import { invalid } from './problem.js'
import type { FieldError } from './problem.js'

/** Who gives a request, as the token says. */
export interface Requester {
  readonly actor: string
  readonly roles: readonly string[]
  readonly tokenId: string
  readonly session?: true
}

export type AuthenticatedRequest = FastifyRequest & { requester?: Requester }

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(',') : value
}

const LONGEST_WAIT_MS = 60_000

/** How long (ms) somebody prefers to wait for the end of a work, a minute at most; undefined where they do not. */
export function waitAsked(request: FastifyRequest): number | undefined {
  const seconds = /(?:^|[\s,;])wait=(\d{1,3})\b/.exec(header(request, 'prefer') ?? '')?.[1]
  return seconds === undefined ? undefined : Math.min(Number(seconds) * 1_000, LONGEST_WAIT_MS)
}

/** Printable ASCII, as the draft of the Idempotency-Key header has it; quotes around it are no part of it. */
const KEY = /^[\x21-\x7e]{1,200}$/
const ETAG = /^(?:W\/)?"(-?\d{1,15})"$/
/** W3C Trace Context; nothing but zeros is no trace. */
const TRACE = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/

/** The headers that every command takes: Idempotency-Key, If-Match, Ledger-Reason, Ledger-Occurred-At, traceparent. */
export function commandContext(request: AuthenticatedRequest): CommandContext {
  const errors: FieldError[] = []
  const key = header(request, 'idempotency-key')?.replace(/^"(.*)"$/, '$1')
  if (key !== undefined && !KEY.test(key)) {
    errors.push({ field: 'Idempotency-Key', message: 'must be 1 to 200 printable ASCII characters without blanks' })
  }
  const match = header(request, 'if-match')
  const revision = match === undefined || match === '*' ? undefined : ETAG.exec(match)?.[1]
  if (match !== undefined && match !== '*' && revision === undefined) {
    errors.push({ field: 'If-Match', message: 'must be one ETag of an answer, such as "7"' })
  }
  const occurredAt = header(request, 'ledger-occurred-at')
  if (occurredAt !== undefined && !isInstant(occurredAt)) {
    errors.push({
      field: 'Ledger-Occurred-At',
      message: 'must be a moment with its offset, such as 2027-02-28T09:30:00Z',
    })
  }
  const reason = decoded(header(request, 'ledger-reason'))
  if (reason !== undefined && !isReason(reason)) {
    errors.push({ field: 'Ledger-Reason', message: 'must be a text of 1 to 2000 characters, percent-encoded as UTF-8' })
  }
  if (errors.length > 0) throw invalid(errors, 'header')
  const trace = TRACE.exec(header(request, 'traceparent') ?? '')?.[1]
  return {
    actor: request.requester!.actor,
    ...(key === undefined ? {} : { idempotencyKey: key }),
    ...(revision === undefined ? {} : { expectedRevision: Number(revision) }),
    ...(reason === undefined ? {} : { reason }),
    ...(occurredAt === undefined ? {} : { occurredAt: new Date(occurredAt).toISOString() }),
    ...(trace === undefined ? {} : { correlationId: trace }),
  }
}

/** Headers hold ASCII only, so texts in them are percent-encoded; what is not well encoded is no text. */
function decoded(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value)
  } catch {
    return ''
  }
}

const isReason = (text: string): boolean => text.trim() !== '' && text.length <= 2_000 && isPrintable(text)

/** Ids in the path, in the form they are kept in. */
export function pathIds(request: FastifyRequest): Record<string, string> {
  const entries = Object.entries((request.params ?? {}) as Record<string, string>).map(([name, raw]) => {
    const id = asId(raw)
    if (id === undefined) throw invalid([{ field: name, message: `${JSON.stringify(raw)} is no id` }], 'path')
    return [name, id] as const
  })
  return Object.fromEntries(entries)
}

/** The whole request, authenticated. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): AuthenticatedRequest =>
  context.switchToHttp().getRequest<AuthenticatedRequest>(),
)
