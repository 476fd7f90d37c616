import fc from 'fast-check'
import type { Description, Operation } from '../description.js'
import { written } from './request.js'
import type { HostileRequest } from './request.js'
import { choice } from './well-formed.js'
import { oddMoments } from './wild.js'

type Requests = fc.Arbitrary<HostileRequest>

const long = 'x'.repeat(7_000)
const trace = (id: string) => `00-${id}-00f067aa0ba902b7-01`

/** Headers that the service reads, with what it may not like. */
const tricks: Readonly<Record<string, readonly string[]>> = {
  'Idempotency-Key': [
    '',
    'two words',
    'x'.repeat(200),
    'x'.repeat(201),
    '"quoted"',
    '"',
    '""',
    'sch\u00f6n',
    'key-1',
    long,
  ],
  'If-Match': ['7', '"7"', 'W/"7"', '*', '"-1"', '"1", "2"', '""', '"9999999999999999"', '"1e3"', long],
  'Ledger-Occurred-At': [...oddMoments, '2027-03-28T02:30:00+01:00', '', long],
  'Ledger-Reason': ['', '%', '%E2%28', 'a%00b', '%ED%A0%80', '%E2%80%AE', 'sch\u00f6n', '%20', 'x'.repeat(2_001)],
  Prefer: ['wait=0', 'wait=1', 'wait=-1', 'wait=1e9', 'wait=999', 'wait', 'return=minimal', ';;,,', long],
  'Last-Event-ID': ['-1', '0', '1e3', 'abc', '', '999999999999999', '9999999999999999', long],
  traceparent: ['', 'x', trace('0'.repeat(32)), trace('F'.repeat(32)), trace('4bf92f3577b34da6a3ce929d0e0e4736'), long],
  tracestate: ['a=1', '=,=,', long],
  Accept: [
    'text/csv',
    'application/x-ndjson',
    'text/html',
    'image/*;q=0.5',
    '*/*;q=0',
    'application/json;q=x',
    'text/csv;q=0.9, application/x-ndjson;q=0.91',
    'text/event-stream',
    ',,,;;;',
    '',
    'text/csv,'.repeat(700),
  ],
  'Accept-Encoding': ['gzip', 'identity;q=0', 'br;q=1, *;q=0', long],
  'Accept-Language': ['xx-YY-'.repeat(900)],
  Range: ['bytes=0-', 'bytes=-1', 'items=0-99999999999'],
  'If-None-Match': ['*', '"0"'],
  'X-HTTP-Method-Override': ['DELETE', 'POST'],
  'X-Forwarded-For': ['127.0.0.1', '127.0.0.1, '.repeat(400)],
  'X-Forwarded-Host': ['evil.example'],
  Host: ['evil.example', 'localhost:99999', '[::1', ''],
  Cookie: ['a=b', '__proto__=1; constructor=2', long],
  Connection: ['close', 'upgrade', 'authorization, host'],
  Upgrade: ['websocket', 'h2c'],
  Expect: ['100-continue', 'the-unexpected'],
  TE: ['trailers'],
  ['x-'.repeat(100)]: ['long name'],
  __proto__: ['x'],
}

const one = fc.constantFrom(
  ...Object.entries(tricks).flatMap(([name, values]) => values.map((value) => [name, value] as const)),
)
const many = Array.from({ length: 300 }, (_, n) => [`x-many-${n}`, 'x'] as const)

export function headerRequests(operations: readonly Operation[], description: Description): Requests {
  const headers = fc.oneof(
    { weight: 40, arbitrary: one.map((header) => [header]) },
    { weight: 10, arbitrary: one.map(([name, value]) => [[name, value] as const, [name, `${value}1`] as const]) },
    { weight: 1, arbitrary: fc.constant(many) },
    { weight: 1, arbitrary: fc.constant([['x-long', 'x'.repeat(20_000)] as const]) },
  )
  return fc.tuple(choice(operations, description), headers).map(([parts, added]) => {
    const names = added.map(([name]) => name.toLowerCase())
    const kept = parts.headers.filter(([name]) => !names.includes(name.toLowerCase()))
    const request = written({ ...parts, headers: [...kept, ...added] })
    return {
      kind: 'header',
      trick: `${added[0]![0].slice(0, 30)}: ${added[0]![1].slice(0, 30)}`,
      ...request,
      holder: 'admin',
      expectation: 'any',
    }
  })
}
