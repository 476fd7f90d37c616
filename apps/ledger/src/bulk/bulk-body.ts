import { Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { invalid, problem } from '@ledger/http'
import type { AuthenticatedRequest, FieldError } from '@ledger/http'

/** JSON bodies of bulk requests are held whole; NDJSON is read as it comes and has no such limit. */
export const BULK_BODY_LIMIT = 64 * 1_048_576

/** Addresses that take many things in one request. */
const addresses = ['/v1/campaigns/:campaign/invitations', '/v1/purchases']
export const isBulkAddress = (url: string): boolean => addresses.includes(url)

const LONGEST_LINE = 65_536
/** That many bad items are named; the rest are counted only by what comes after they are mended. */
const NAMED = 20

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
): AsyncIterable<Item> {
  const errors: FieldError[] = []
  let index = 0
  for await (const item of rawItems(request, list)) {
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

async function* rawItems(request: AuthenticatedRequest, list: string): AsyncIterable<unknown> {
  const { body } = request
  if (body instanceof Readable) return yield* lines(body, list)
  const items = (body as Record<string, unknown> | null | undefined)?.[list]
  if (!Array.isArray(items)) throw invalid([{ field: list, message: 'must be a list' }])
  yield* items as unknown[]
}

async function* lines(body: Readable, list: string): AsyncIterable<unknown> {
  let number = -1
  for await (const line of createInterface({ input: body, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    number += 1
    if (line.length > LONGEST_LINE)
      throw problem(413, 'line-too-long', `Item ${number} is longer than ${LONGEST_LINE} characters`)
    yield parsed(line, `${list}.${number}`)
  }
}

function parsed(line: string, field: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw invalid([{ field, message: 'is no JSON' }])
  }
}
