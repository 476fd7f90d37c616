import fc from 'fast-check'
import { resolved } from '../description.js'
import type { Description, Schema } from '../description.js'
import { days, idOf, knownIds } from './known.js'

type Schemas = Description['schemas']
type Values = fc.Arbitrary<unknown>

const printable = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== '' && text.isWellFormed() && !/[\u0000-\u001f\u007f\ufffe\uffff]/.test(text))

/** Fields of which the description says less than their rules do. */
const byName: Readonly<Record<string, Values>> = {
  zone: fc.constantFrom('Europe/Vienna', 'UTC', 'America/New_York'),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD', 'JPY'),
}

/** Values that fit a schema: what a caller who has read the description would send. */
export function valuesOf(given: Schema, schemas: Schemas, name = ''): Values {
  const schema = resolved(given, schemas)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (Object.hasOwn(byName, name)) return byName[name]!
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map((one) => valuesOf(one, schemas)))
  switch (schema.type) {
    case 'string':
      return texts(schema, name)
    case 'integer':
      return numbers(schema)
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1, 1), noNaN: true }).map(shortened)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return lists(schema, schemas, name)
    case undefined:
    default:
      return objects(schema, schemas)
  }
}

function texts({ pattern, format, maxLength = 200 }: Schema, name: string): Values {
  if (format === 'date') return fc.constantFrom(...days)
  if (format === 'date-time') return fc.constantFrom('2027-02-28T09:30:00Z', '2027-02-28T09:30:00.5+01:00')
  if (pattern !== undefined || Object.hasOwn(knownIds, name)) return idOf(name)
  return printable.map((text) => text.slice(0, maxLength)).filter((text) => text.isWellFormed() && text.trim() !== '')
}

/** Small ones as a rule, so that sums stay sums; the bounds themselves now and then. */
function numbers({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Schema): Values {
  const usual = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 100_000) })
  const bounds = fc.constantFrom(minimum, Math.min(maximum, 1_000_000))
  return fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: bounds })
}

const shortened = (value: number): number => Math.round(value * 1_000) / 1_000

function lists({ items = {}, minItems = 0, maxItems = 100 }: Schema, schemas: Schemas, name: string): Values {
  const one = valuesOf(items, schemas, name.replace(/s$/, ''))
  return fc.array(one, { minLength: minItems, maxLength: Math.min(maxItems, minItems + 4) })
}

function objects({ properties = {}, required = [], additionalProperties }: Schema, schemas: Schemas): Values {
  if (typeof additionalProperties === 'object') {
    const value = valuesOf(additionalProperties, schemas)
    return fc.dictionary(fc.constantFrom('city', 'ageBand', 'job', 'näme'), value, { maxKeys: 4 })
  }
  const fields = Object.entries(properties).map(([name, one]) => [name, valuesOf(one, schemas, name)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required], noNullPrototype: true })
}
