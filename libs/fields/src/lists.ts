import { Type } from 'class-transformer'
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDefined, IsIn, IsObject, ValidateNested } from 'class-validator'
import { Transform } from 'class-transformer'
import { field, rule } from './field.js'
import type { FieldOptions } from './field.js'
import { asId, ID_RULE, ID_TAKEN, isPrintable } from './texts.js'

interface ListOptions extends FieldOptions {
  readonly min?: number
  readonly max?: number
}
type Of = () => new () => object

/** What the description of the API calls the class by; the name of the function tells it that it is no class itself. */
const lazily = (of: Of) => ({ type: () => of() })

const bounds = ({ min = 0, max = 100 }: ListOptions): readonly PropertyDecorator[] => [
  IsArray(),
  ArrayMinSize(min),
  ArrayMaxSize(max),
]

/** An object with fields of its own. */
export const Nested = (of: Of, options: FieldOptions = {}): PropertyDecorator =>
  field(lazily(of), [...(options.optional ? [] : [IsDefined()]), IsObject(), ValidateNested(), Type(of)], options)

/** A list of objects with fields of their own. */
export const ListOf = (of: Of, options: ListOptions = {}): PropertyDecorator =>
  field(
    { ...lazily(of), isArray: true, minItems: options.min ?? 0, maxItems: options.max ?? 100 },
    [
      ...bounds(options),
      ValidateNested({ each: true }),
      rule('objects', 'must be a list of objects', allObjects),
      Type(of),
    ],
    options,
  )

export const ListOfIds = (options: ListOptions = {}): PropertyDecorator =>
  field(
    {
      type: 'array',
      items: { type: 'string', pattern: ID_TAKEN },
      minItems: options.min ?? 0,
      maxItems: options.max ?? 100,
    },
    [
      Transform(({ value }: { value: unknown }) =>
        Array.isArray(value) ? value.map((id) => asId(id) ?? (id as unknown)) : value,
      ),
      ...bounds(options),
      rule(
        'ids',
        `must be a list of ids; each ${ID_RULE}`,
        (value) => Array.isArray(value) && value.every((id) => asId(id) === id),
      ),
    ],
    options,
  )

export const ListOfTexts = (options: ListOptions & { longest?: number } = {}): PropertyDecorator => {
  const { longest = 200 } = options
  return field(
    {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: longest },
      minItems: options.min ?? 0,
      maxItems: options.max ?? 100,
    },
    [
      ...bounds(options),
      rule(
        'texts',
        `must be a list of texts of 1 to ${longest} characters`,
        (value) =>
          Array.isArray(value) && value.every((one) => isPrintable(one) && one.length > 0 && one.length <= longest),
      ),
    ],
    options,
  )
}

export const ListOfOneOf = (values: readonly string[], options: ListOptions = {}): PropertyDecorator =>
  field(
    {
      type: 'array',
      items: { type: 'string', enum: [...values] },
      minItems: options.min ?? 0,
      maxItems: options.max ?? 100,
    },
    [...bounds(options), IsIn(values as string[], { each: true })],
    options,
  )

/** Attributes are looked for by name, in which dots and dollars would mean something. */
const NAME = /^[^\s.$][^.$]{0,63}$/
/** Stands alone where attributes stood that are gone. */
const TAKEN = 'erased'

/** A small table of names to texts, numbers or flags. */
export const Attributes = (options: FieldOptions & { max?: number } = {}): PropertyDecorator => {
  const { max = 100 } = options
  return field(
    {
      type: 'object',
      propertyNames: { pattern: NAME.source, not: { const: TAKEN } },
      additionalProperties: {
        oneOf: [{ type: 'string', maxLength: 500 }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }],
      },
      maxProperties: max,
    },
    [
      rule(
        'attributes',
        `must be up to ${max} names (1 to 64 characters, other than ${TAKEN}) with a text of up to 500 characters, a number, true, false or null`,
        (value) => isAttributes(value, max),
      ),
    ],
    options,
  )
}

const isAttributes = (value: unknown, max: number): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const entries = Object.entries(value)
  return entries.length <= max && entries.every(([name, one]) => isName(name) && isAttribute(one))
}

const isName = (name: string): boolean => NAME.test(name) && name !== TAKEN && isPrintable(name)

const isAttribute = (value: unknown): boolean =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value.length <= 500 && isPrintable(value))

// class-transformer leaves what is no object as it is, and ValidateNested passes over some of that.
const allObjects = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
