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
  if (isCrowded(value)) return { errors: [{ field: '', message: `holds more than ${MOST} values` }] }
  const strange = strangeKeys(value)
  if (strange.length > 0) return { errors: strange }
  const instance = plainToInstance(of, value)
  const found = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false })
  if (found.length > 0) return { errors: found.flatMap((one) => fieldErrors(one, '')) }
  return { value: asPlain(instance) as C, errors: [] }
}

/** Twice of what the largest command can hold. Checking takes more than twice as long for twice as many. */
const MOST = 5_000

/** Whether a value holds more values than any request needs; looks at no more of them than that. */
function isCrowded(value: unknown): boolean {
  const waiting = [value]
  for (let count = 0; waiting.length > 0; count += 1) {
    if (count + waiting.length > MOST) return true
    const one = waiting.pop()
    if (typeof one !== 'object' || one === null) continue
    for (const name in one) {
      waiting.push((one as Record<string, unknown>)[name])
      if (waiting.length > MOST) return true
    }
  }
  return false
}

const DEEPEST = 16

/**
 * Fields called as something that every object has, and values within values beyond all measure: no request of ours
 * has either, and what looks into objects by name would stumble over them.
 */
function strangeKeys(value: unknown, path = '', depth = 0): FieldError[] {
  if (typeof value !== 'object' || value === null) return []
  if (depth > DEEPEST) return [{ field: path, message: `is nested more than ${DEEPEST} deep` }]
  for (const [name, inner] of Object.entries(value)) {
    const field = path === '' ? name : `${path}.${name}`
    if (name in Object.prototype && !Array.isArray(value)) return [{ field, message: 'is no field of this request' }]
    const found = strangeKeys(inner, field, depth + 1)
    if (found.length > 0) return found
  }
  return []
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`
  const { constraints } = error
  const own = constraints === undefined ? [] : [{ field, message: messageOf(error, constraints) }]
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))]
}

/** One thing at a time: what kind of value it must be, before what that value must be like. */
function messageOf({ property, value }: ValidationError, constraints: Readonly<Record<string, string>>): string {
  if ('whitelistValidation' in constraints) return 'is no field of this request'
  if (value === undefined || value === null) return 'is missing'
  const first = Object.keys(constraints).find((name) => name.startsWith('is')) ?? Object.keys(constraints)[0]!
  return withoutName(constraints[first]!, property)
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
