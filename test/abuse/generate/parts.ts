import fc from 'fast-check'
import type { Description, Operation, Parameter } from '../description.js'
import { idOf, knownParameters } from './known.js'
import type { Parts } from './request.js'
import { valuesOf } from './values.js'

/** Requests for an operation that fit what is said of it. */
export function partsOf(operation: Operation, { schemas }: Description): fc.Arbitrary<Parts> {
  const { body, parameters } = operation
  const inside = (place: Parameter['in']) => parameters.filter((one) => one.in === place)
  return fc.record({
    operation: fc.constant(operation),
    path: named(inside('path'), ({ name }) => idOf(name), true),
    query: named(inside('query'), parameterValue, false),
    headers: headers(inside('header')),
    ...(body ? { body: valuesOf(body, schemas) } : {}),
  }) as fc.Arbitrary<Parts>
}

function named(
  parameters: readonly Parameter[],
  value: (parameter: Parameter) => fc.Arbitrary<string>,
  all: boolean,
): fc.Arbitrary<Record<string, string>> {
  const model = Object.fromEntries(parameters.map((one) => [one.name, value(one)]))
  const needed = parameters.filter(({ required }) => all || required).map(({ name }) => name)
  return fc.record(model, { requiredKeys: needed, noNullPrototype: true }) as fc.Arbitrary<Record<string, string>>
}

function parameterValue({ name, schema }: Parameter): fc.Arbitrary<string> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const known = knownParameters[name]
  return known ? fc.constantFrom(...known) : idOf(name)
}

const headerValues: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'Idempotency-Key': fc.integer({ min: 0, max: 500 }).map((n) => `key-${n}`),
  'If-Match': fc.constantFrom('*', '"0"', '"3"', 'W/"1"'),
  'Ledger-Occurred-At': fc.constantFrom('2027-02-28T09:30:00Z', '2026-12-31T23:59:59+14:00'),
  'Ledger-Reason': fc.constantFrom('because', encodeURIComponent('weil es über alles geht')),
  Prefer: fc.constantFrom('wait=1', 'respond-async, wait=5'),
  'Last-Event-ID': fc.constantFrom('0', '7'),
}

/** Most requests go without any; some with one of them. */
function headers(parameters: readonly Parameter[]): fc.Arbitrary<Parts['headers']> {
  const none = fc.constant([])
  if (parameters.length === 0) return none
  const one = fc
    .constantFrom(...parameters)
    .chain(({ name }) => headerValues[name]!.map((value) => [[name, value] as const]))
  return fc.oneof({ weight: 4, arbitrary: none }, { weight: 1, arbitrary: one })
}
