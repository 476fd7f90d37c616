import { plainToInstance } from 'class-transformer'
import { validateSync } from 'class-validator'
import type { ValidationError } from 'class-validator'
import type { FieldError } from './problem.js'
import { invalid } from './problem.js'

type Class<C> = new () => C

/**
 * A value checked against a class of fields, as plain data: unknown fields refused, fields left out or null dropped.
 * @throws ProblemException 400 that names every field.
 */
export function validated<C extends object>(of: Class<C>, value: unknown, where: 'body' | 'query' = 'body'): C {
  const { errors, value: good } = check(of, value)
  if (errors.length > 0) throw invalid(errors, where)
  return good as C
}

/** The same without throwing: for rows of bulk requests, which are counted. */
export function check<C extends object>(of: Class<C>, value: unknown): { value?: C; errors: readonly FieldError[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { errors: [{ field: '', message: 'must be a JSON object' }] }
  }
  const instance = plainToInstance(of, value)
  const found = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false })
  if (found.length > 0) return { errors: found.flatMap((one) => fieldErrors(one, '')) }
  return { value: asPlain(instance) as C, errors: [] }
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`
  const own = Object.entries(error.constraints ?? {}).map(([name, message]) => ({
    field,
    message: name === 'whitelistValidation' ? 'is no field of this request' : withoutName(message, error.property),
  }))
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))]
}

const withoutName = (message: string, property: string): string =>
  message.startsWith(`${property} `) ? message.slice(property.length + 1) : message

/** Plain objects all the way down. In an object with declared fields, null means the same as leaving the field out. */
function asPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asPlain)
  if (typeof value !== 'object' || value === null) return value
  if (Object.getPrototypeOf(value) === Object.prototype) return value
  const entries = Object.entries(value).filter(([, one]) => one !== null && one !== undefined)
  return Object.fromEntries(entries.map(([name, one]) => [name, asPlain(one)]))
}
