import { applyDecorators } from '@nestjs/common'
import { ApiBody, ApiHeader } from '@nestjs/swagger'
import { pipeline, Readable } from 'node:stream'
import type { CommandContext } from '@ledger/event-sourcing'
import { COMMAND_HEADERS, commandContext, invalid, problem } from '@ledger/http'
import type { AuthenticatedRequest, FieldError } from '@ledger/http'
import split from 'split2'

/** JSON bodies of bulk requests are held whole; NDJSON is read as it comes and has no such limit. */
export const BULK_BODY_LIMIT = 64 * 1_048_576

/** Addresses that take many things in one request. */
const addresses = ['/v1/campaigns/:campaign/invitations', '/v1/purchases']
export const isBulkAddress = (url: string | undefined): boolean => url !== undefined && addresses.includes(url)

const LONGEST_LINE = 65_536
/** That many bad items are named; the rest are counted only by what comes after they are mended. */
const NAMED = 20

/** A list in JSON, or its items as lines; with the headers that such a request takes. */
export const BulkBody = (of: new () => object): MethodDecorator =>
  applyDecorators(
    ApiBody({ type: of, required: true }),
    ...COMMAND_HEADERS.filter(({ name }) => name !== 'If-Match').map((header) => ApiHeader(header)),
    ApiHeader({
      name: 'Prefer',
      required: false,
      description: 'wait=30: answer when it is finished, after 30 seconds at the latest.',
    }),
  )

/** Who asks, when it happened and why, as for a command; there is no one revision that all items could be held against. */
export function bulkContext(request: AuthenticatedRequest): Omit<CommandContext, 'expectedRevision'> {
  const { expectedRevision, ...context } = commandContext(request)
  if (expectedRevision === undefined) return context
  throw invalid([{ field: 'If-Match', message: 'is not taken by requests for many things' }], 'header')
}

/** Checks one item; gives it back in the form it is kept in, or says what is wrong. */
export type CheckItem<Item> = (item: unknown) => { readonly value?: Item; readonly errors: readonly FieldError[] }

/**
 * The items of a bulk request, checked one by one as they come, so that memory stays flat.
 * @throws ProblemException 400 at the end of the reading if any was bad: then nothing of the request is carried out.
 */
export async function* itemsOf<Item>(
  request: AuthenticatedRequest,
  list: string,
  check: CheckItem<Item>,
  beside: readonly string[] = [],
): AsyncIterable<Item> {
  const errors: FieldError[] = []
  let index = 0
  for await (const item of rawItems(request, list, beside)) {
    const { value, errors: found } = check(item)
    const place = `${list}.${index}`
    for (const one of found)
      errors.push({ field: one.field === '' ? place : `${place}.${one.field}`, message: one.message })
    if (errors.length >= NAMED) throw invalid(errors.slice(0, NAMED))
    if (value !== undefined && errors.length === 0) yield value
    index += 1
  }
  if (index === 0) errors.push({ field: list, message: 'is empty' })
  if (errors.length > 0) throw invalid(errors)
}

async function* rawItems(
  request: AuthenticatedRequest,
  list: string,
  beside: readonly string[],
): AsyncIterable<unknown> {
  const { body } = request
  if (body instanceof Readable) return yield* lines(body, list)
  const strange = Object.keys(body ?? {}).filter((field) => field !== list && !beside.includes(field))
  if (strange.length > 0)
    throw invalid(strange.slice(0, NAMED).map((field) => ({ field, message: 'is no field of this request' })))
  const items = (body as Record<string, unknown> | null | undefined)?.[list]
  if (!Array.isArray(items)) throw invalid([{ field: list, message: 'must be a list' }])
  yield* items as unknown[]
}

/** A line is given up as soon as it is too long, so that one without an end takes no memory. */
async function* lines(body: Readable, list: string): AsyncIterable<unknown> {
  let number = 0
  // Whatever ends one of the two ends the other; who reads the lines is told.
  const whole = pipeline(body, split(/\r?\n/, { maxLength: LONGEST_LINE }), () => undefined)
  try {
    for await (const line of whole as AsyncIterable<string>) {
      if (line.trim() === '') continue
      yield parsed(line, `${list}.${number}`)
      number += 1
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw problem(400, 'malformed-request', 'The request ended before its body did')
    if (message !== 'maximum buffer reached') throw error
    throw problem(413, 'line-too-long', `Item ${number} is longer than ${LONGEST_LINE} characters`)
  }
}

function parsed(line: string, field: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw invalid([{ field, message: 'is no JSON' }])
  }
}
