import fc from 'fast-check'
import { resolved } from '../description.js'
import type { Description, Schema } from '../description.js'
import { oddDays } from './wild.js'

type Schemas = Description['schemas']

/** A place in a value: the names and indexes that lead there, and what may stand there. */
interface Place {
  readonly path: readonly (string | number)[]
  readonly schema: Schema
}

/** A value with one thing wrong, and what that is. */
export interface Broken {
  readonly trick: string
  readonly value: unknown
}

/** Takes a value that fits and makes one place of it such that it does not. */
export function brokenOf(value: unknown, schema: Schema, schemas: Schemas): fc.Arbitrary<Broken> {
  const all = placesIn(value, resolved(schema, schemas), schemas).flatMap(({ path, schema: of }) =>
    wrongFor(of, at(value, path)).map(([what, wrong]) => ({
      trick: `${['body', ...path].join('.')}: ${what}`,
      value: replaced(value, path, wrong),
    })),
  )
  return fc.constantFrom(...all)
}

function placesIn(value: unknown, schema: Schema, schemas: Schemas, path: Place['path'] = []): readonly Place[] {
  const here = { path, schema }
  if (Array.isArray(value)) {
    const inner = resolved(schema.items ?? {}, schemas)
    return [here, ...value.flatMap((one, index) => placesIn(one, inner, schemas, [...path, index]))]
  }
  if (typeof value !== 'object' || value === null) return [here]
  const inner = Object.entries(value).flatMap(([name, one]) => {
    const property = schema.properties?.[name]
    return property ? placesIn(one, resolved(property, schemas), schemas, [...path, name]) : []
  })
  return [here, ...inner]
}

const at = (value: unknown, path: Place['path']): unknown =>
  path.reduce((inner, name) => (inner as Record<string | number, unknown>)[name], value)

/** A copy in which another value stands at a place. */
function replaced(value: unknown, [first, ...rest]: Place['path'], wrong: unknown): unknown {
  if (first === undefined) return wrong
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  const table = copy as Record<string | number, unknown>
  table[first] = replaced(table[first], rest, wrong)
  return copy
}

type Wrong = readonly [what: string, value: unknown]

function wrongFor(schema: Schema, value: unknown): readonly Wrong[] {
  if (schema.enum) return [['none of the words', 'pigeon'] as const, ['a number', 7] as const]
  switch (schema.type) {
    case 'string':
      return wrongText(schema)
    case 'integer':
    case 'number':
      return wrongNumber(schema)
    case 'boolean':
      return [['a text', 'true'] as const, ['a number', 1] as const]
    case 'array':
      return wrongList(schema, value as readonly unknown[])
    case undefined:
    default:
      return wrongObject(schema, value as object)
  }
}

const wrongText = ({ pattern, format, minLength = 0, maxLength }: Schema): readonly Wrong[] => [
  ['a number', 7],
  ['a list', ['x']],
  ['an object', { a: 'x' }],
  ...(minLength > 0 ? ([['empty', '']] as const) : []),
  ...(maxLength === undefined ? [] : ([['too long', 'x'.repeat(maxLength + 1)]] as const)),
  ...(format === 'date' ? oddDays.map((day) => [day, day] as const) : []),
  ...(pattern === undefined
    ? []
    : ['a b', '-x', 'ä', 'a@b.example', 'x'.repeat(65), 'a/b'].map((id) => [id, id] as const)),
]

const wrongNumber = ({ type, minimum, maximum }: Schema): readonly Wrong[] => [
  ['a text', '7'],
  ['true', true],
  ['no number after all', JSON.rawJSON('1e400')],
  ...(minimum === undefined ? [] : ([['too small', minimum - 1]] as const)),
  ...(maximum === undefined ? [] : ([['too large', JSON.rawJSON('9007199254740993')]] as const)),
  ...(type === 'integer' ? ([['half', 0.5]] as const) : []),
]

function wrongList({ minItems = 0, maxItems = Infinity }: Schema, value: readonly unknown[]): readonly Wrong[] {
  const [first = 'x'] = value
  return [
    ['a text', 'none'],
    ['an object', {}],
    ['a list in it', [[['x']]]],
    ...(minItems > 0 ? ([['empty', []]] as const) : []),
    ...(maxItems <= 1_000 ? ([['too many', Array.from({ length: maxItems + 1 }, () => first)]] as const) : []),
  ]
}

function wrongObject({ required = [], additionalProperties }: Schema, value: object): readonly Wrong[] {
  const without = (name: string) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))
  return [
    ['a text', 'none'],
    ['a list', [value]],
    ['a field of every object', { ...value, constructor: { a: 1 } }],
    ...(additionalProperties === false ? ([['a field too many', { ...value, colour: 'red' }]] as const) : []),
    ...required.map((name) => [`${name} missing`, without(name)] as const),
    ...required.map((name) => [`${name} null`, { ...value, [name]: null }] as const),
  ]
}
