import fc from 'fast-check'
import type { Description, Operation } from '../description.js'
import { written } from './request.js'
import type { HostileRequest } from './request.js'
import { choice } from './well-formed.js'

type Requests = fc.Arbitrary<HostileRequest>
type Spoil = (lines: readonly string[]) => string

const afterEach = (lines: readonly string[], end: string): string => lines.map((line) => line + end).join('')
const withAnother =
  (line: string): Spoil =>
  (lines) =>
    afterEach([...lines, line], '\n')

/** Lines of a bulk request, and what may become of them on the way. */
const spoils: Readonly<Record<string, Spoil>> = {
  'as they should be': (lines) => afterEach(lines, '\n'),
  'without the last end': (lines) => lines.join('\n'),
  'with carriage returns': (lines) => afterEach(lines, '\r\n'),
  'with nothing but carriage returns': (lines) => afterEach(lines, '\r'),
  'with blank lines': (lines) => `\n\n${afterEach(lines, '\n\n \n')}`,
  'torn in the middle': (lines) => lines.join('\n').slice(0, -7),
  'torn in the middle of a character': (lines) => `${afterEach(lines, '\n')}"\u00e4`,
  'with a mark before': (lines) => `\ufeff${lines.join('\n')}`,
  'one after the other without an end': (lines) => lines.join(''),
  'as a list': (lines) => `[${lines.join(',')}]`,
  'none at all': () => '',
  'only ends': () => '\n'.repeat(10_000),
  'with null': withAnother('null'),
  'with a number': withAnother('7'),
  'with a list': withAnother('[[[]]]'),
  'with a prototype': withAnother('{"__proto__":{"customer":"c-1"}}'),
  'with a constructor': withAnother('{"constructor":"c-1"}'),
  'with a field twice': withAnother('{"customer":"c-1","customer":"c-2"}'),
  'with brackets': withAnother('['.repeat(30_000)),
  'with a line that is too long': withAnother(JSON.stringify({ customer: 'x'.repeat(70_000) })),
  'with an address': withAnother('"a@b.example"'),
  'with a formula': withAnother('"=1+1"'),
  'with a thousand that are wrong': (lines) => afterEach([...lines, ...Array<string>(1_000).fill('{"a":1}')], '\n'),
  'as CSV': () => 'customer,purchase\nc-1,p-1\n"c-2',
}

const types = [
  'application/x-ndjson',
  'application/x-ndjson; charset=utf-8',
  'application/json',
  'text/csv',
  'application/ndjson',
]

export function bulkRequests(operations: readonly Operation[], description: Description): Requests {
  const bulk = operations.filter(({ takesLines }) => takesLines)
  const tricks = fc.constantFrom(...Object.entries(spoils))
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant(types[0]!) },
    { weight: 1, arbitrary: fc.constantFrom(...types) },
  )
  return fc.tuple(choice(bulk, description), tricks, type).map(([parts, [trick, spoil], contentType]) => {
    const { customers, purchases, ...beside } = parts.body as Record<string, unknown>
    const lines = ((customers ?? purchases) as unknown[]).map((item) => JSON.stringify(item))
    const query = Object.fromEntries(Object.entries(beside).map(([name, value]) => [name, String(value)]))
    return {
      kind: 'bulk',
      trick,
      ...written({ ...parts, query }),
      headers: [...parts.headers, ['Content-Type', contentType] as const],
      body: Buffer.from(spoil(lines)),
      holder: 'admin',
      expectation: 'any',
    }
  })
}
