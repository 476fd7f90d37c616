import { Transform } from 'class-transformer'
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator'
import { field, rule } from './field.js'
import type { FieldOptions } from './field.js'

/**
 * Ids are compared without regard to case: they are kept in lower case, so that `ANNA` and `anna` cannot queue twice.
 * An e-mail address cannot be an id: it is personal data, and ids stand in the log for ever.
 */
export const ID_PATTERN = /^[a-z0-9][a-z0-9._~-]{0,63}$/
/** The same as it is taken, in either case. */
export const ID_TAKEN = '^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$'
export const ID_RULE = 'must be 1 to 64 letters a-z, digits, or . _ ~ - (not first), such as spring-fair-2027'

/** An id in the form it is kept in; undefined where it is none. */
export function asId(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const id = value.trim().toLowerCase()
  return ID_PATTERN.test(id) ? id : undefined
}

const lowered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lowered)
  return typeof value === 'string' ? value.trim().toLowerCase() : value
}

export const Id = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', pattern: ID_TAKEN },
    [
      Transform(({ value }) => lowered(value)),
      rule('id', ID_RULE, (value) => ID_PATTERN.test(String(value)) && typeof value === 'string'),
    ],
    { example: 'spring-fair-2027', ...options },
  )

// A text that cannot be shown, or cannot be encoded, would be kept for ever all the same.
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/

export const Text = (options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator => {
  const { min = 1, max = 200 } = options
  return field(
    { type: 'string', minLength: min, maxLength: max },
    [
      IsString(),
      MinLength(min),
      MaxLength(max),
      rule('printable', 'must be well-formed text without control characters', isPrintable),
      rule('visible', 'must not be blank', (value) => min === 0 || (typeof value === 'string' && value.trim() !== '')),
    ],
    options,
  )
}

export const isPrintable = (value: unknown): boolean =>
  typeof value === 'string' && value.isWellFormed() && !UNPRINTABLE.test(value)

/** Why something was done, in the actor's words; kept for ever, so no personal data belongs here. */
export const Reason = (options: FieldOptions = {}): PropertyDecorator =>
  Text({ max: 2_000, about: 'Why, in your words. Kept for ever: write no personal data here.', ...options })

export const OneOf = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', enum: [...values] }, [IsIn(values as string[])], options)
