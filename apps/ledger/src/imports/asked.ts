import { applyDecorators } from '@nestjs/common'
import { ApiQuery } from '@nestjs/swagger'
import { isPrintable } from '@ledger/fields'
import { invalid } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import type { Form } from '@ledger/imports'

const formats = ['csv', 'blank-separated', 'ndjson'] as const
const encodings = ['utf-8', 'latin1', 'utf-16le'] as const
const MOST_ROWS = 100

export const FORM_PARAMETERS = ['format', 'separator', 'quote', 'encoding', 'header'] as const

/** What of the form is asked for otherwise. */
export const FormQuestion = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({
      name: 'rows',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: MOST_ROWS, default: 20 },
    }),
    ApiQuery({ name: 'format', required: false, enum: [...formats] }),
    ApiQuery({ name: 'separator', required: false, schema: { type: 'string', minLength: 1, maxLength: 1 } }),
    ApiQuery({
      name: 'quote',
      required: false,
      schema: { type: 'string', maxLength: 1 },
      description: 'Empty: cells are never quoted.',
    }),
    ApiQuery({ name: 'encoding', required: false, enum: [...encodings] }),
    ApiQuery({ name: 'header', required: false, schema: { type: 'boolean' } }),
  )

type Query = Readonly<Record<string, string | undefined>>

/** @throws ProblemException 400 */
export function formAsked({ format, separator, quote, encoding, header }: Query): Partial<Form> {
  return {
    ...(format === undefined ? {} : { format: oneOf(formats, 'format', format) }),
    ...(separator === undefined ? {} : { separator: character('separator', separator) }),
    ...(quote === undefined ? {} : { quote: quote === '' ? '' : character('quote', quote) }),
    ...(encoding === undefined ? {} : { encoding: oneOf(encodings, 'encoding', encoding) }),
    ...(header === undefined ? {} : { header: oneOf(['true', 'false'], 'header', header) === 'true' }),
  }
}

/** @throws ProblemException 400 */
export function rowsAsked(text = '20'): number {
  const rows = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (rows >= 1 && rows <= MOST_ROWS) return rows
  throw invalid([{ field: 'rows', message: `must be a whole number from 1 to ${MOST_ROWS}` }], 'query')
}

/** @throws ProblemException 400 */
export function nameAsked(name: string | undefined): string {
  if (name === undefined) throw invalid([{ field: 'name', message: 'is missing' }], 'query')
  if (name.trim() !== '' && name.length <= 200 && isPrintable(name) && !/[/\\]/.test(name)) return name
  throw invalid([{ field: 'name', message: 'must be 1 to 200 printable characters without / and \\' }], 'query')
}

/** `next` of a page: when a file was used last, and which. @throws ProblemException 400 */
export function cursorAsked(cursor: string | undefined): string | undefined {
  if (cursor === undefined || /^\d{4}-\d\d-\d\dT[\d:.]+Z_[\da-f-]{36}$/.test(cursor)) return cursor
  throw invalid([{ field: 'cursor', message: 'is no cursor of this list' }], 'query')
}

/** @throws ProblemException 400 where the body says anything */
export function nothingBeside({ body }: AuthenticatedRequest): void {
  const isNothing = body === undefined || body === null
  const fields = isNothing ? [] : typeof body === 'object' && !Array.isArray(body) ? Object.keys(body) : ['']
  if (fields.length > 0)
    throw invalid(fields.slice(0, 20).map((field) => ({ field, message: 'is no field of this request' })))
}

function oneOf<Name extends string>(names: readonly Name[], field: string, value: string): Name {
  const found = names.find((name) => name === value)
  if (found !== undefined) return found
  throw invalid([{ field, message: `must be one of ${names.join(', ')}` }], 'query')
}

function character(field: string, value: string): string {
  if (value.length === 1 && !/[\r\n\0]/.test(value)) return value
  throw invalid([{ field, message: 'must be one character' }], 'query')
}
