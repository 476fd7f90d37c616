import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { Description, Operation } from '../description.js'
import { jsonHeader, written } from './request.js'
import type { HostileRequest } from './request.js'
import { choice, withBodies } from './well-formed.js'

type Requests = fc.Arbitrary<HostileRequest>
type Spoil = (text: string) => Buffer

const spoiled =
  (change: (text: string) => string): Spoil =>
  (text) =>
    Buffer.from(change(text))
const MANY = 100_000

/** What is no JSON, or is JSON that nobody needs. */
const bodies: Readonly<Record<string, Spoil>> = {
  'torn in the middle': spoiled((text) => text.slice(0, Math.floor(text.length / 2))),
  'torn before its end': spoiled((text) => text.slice(0, -1)),
  'two of them': spoiled((text) => text + text),
  'a byte order mark': spoiled((text) => `\ufeff${text}`),
  'a comment': spoiled((text) => `/* */${text}`),
  'a comma too many': spoiled((text) => text.replace(/}$/, ',}')),
  'single quotes': spoiled((text) => text.replaceAll('"', "'")),
  'names without quotes': spoiled((text) => text.replaceAll(/"(\w+)":/g, '$1:')),
  'not a number': spoiled((text) => text.replace(/^{/, '{"a":NaN,')),
  'a number with a plus': spoiled((text) => text.replace(/^{/, '{"a":+1,')),
  'octal, perhaps': spoiled((text) => text.replace(/^{/, '{"a":007,')),
  'half an escape': spoiled(() => '{"reason":"\\u12"}'),
  'a control character': spoiled(() => '{"reason":"a\u0001b"}'),
  'a field twice': spoiled((text) => text.replace(/^{/, '{"reason":"first","reason":"second",')),
  'a prototype': spoiled((text) => text.replace(/^{/, '{"__proto__":{"admin":true},')),
  'a prototype by an escape': spoiled((text) => text.replace(/^{/, '{"\\u005f_proto__":{"admin":true},')),
  'a constructor': spoiled((text) => text.replace(/^{/, '{"constructor":{"prototype":{"admin":true}},')),
  'a hundred thousand brackets': spoiled(() => '['.repeat(MANY)),
  'a hundred thousand pairs of brackets': spoiled(() => '['.repeat(MANY) + ']'.repeat(MANY)),
  'a hundred thousand objects in each other': spoiled(() => '{"a":'.repeat(MANY) + '1' + '}'.repeat(MANY)),
  'a million digits': spoiled(() => `{"amount":${'9'.repeat(1_000_000)}}`),
  'two megabytes': spoiled(() => JSON.stringify({ reason: 'x'.repeat(2_000_000) })),
  'a hundred thousand fields': spoiled(() =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`f${n}`, 1]))),
  ),
  'a hundred thousand lines of a budget': spoiled(() =>
    JSON.stringify({ plan: { budget: Array(MANY).fill({ a: 1 }) } }),
  ),
  'a hundred thousand attributes in a list': spoiled(() => JSON.stringify({ attributes: Array(MANY).fill('x') })),
  'no UTF-8': (text) => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0x2c, 0xff, 0xfe, 0xc0, 0xaf])]),
  'UTF-16': (text) => Buffer.from(text, 'utf16le'),
  'nothing but NUL': () => Buffer.alloc(64),
  'random bytes': () => Buffer.from(Array.from({ length: 256 }, (_, n) => (n * 167 + 13) % 256)),
}

/** Bodies that are heavy come less often. */
const weightOf = (trick: string): number => (/million|megabytes|hundred thousand/.test(trick) ? 1 : 5)

export function malformedRequests(operations: readonly Operation[], description: Description): Requests {
  const tricks = Object.entries(bodies).map(([trick, spoil]) => ({
    weight: weightOf(trick),
    arbitrary: fc.constant([trick, spoil] as const),
  }))
  return fc.tuple(choice(withBodies(operations), description), fc.oneof(...tricks)).map(([parts, [trick, spoil]]) => ({
    kind: 'malformed body',
    trick,
    ...written(parts),
    body: spoil(JSON.stringify(parts.body)),
    holder: 'admin',
    expectation: 'any',
  }))
}

/** Ten megabytes of nothing in a few kilobytes; and the body itself, packed by all the rules. */
const zeros = Buffer.alloc(10_000_000)
const bomb = { gzip: gzipSync(zeros), br: brotliCompressSync(zeros), deflate: deflateSync(zeros) }

const packed: readonly (readonly [
  trick: string,
  headers: HostileRequest['headers'],
  pack: (body: Buffer) => Buffer,
])[] = [
  ['a bomb of gzip', [['Content-Encoding', 'gzip']], () => bomb.gzip],
  ['a bomb in a bomb', [['Content-Encoding', 'gzip, gzip']], () => gzipSync(bomb.gzip)],
  ['a bomb of brotli', [['Content-Encoding', 'br']], () => bomb.br],
  ['a bomb of deflate', [['Content-Encoding', 'deflate']], () => bomb.deflate],
  ['packed by gzip', [['Content-Encoding', 'gzip']], (body) => gzipSync(body)],
  ['not packed at all', [['Content-Encoding', 'gzip']], (body) => body],
  ['packed by nobody knows what', [['Content-Encoding', 'zip7']], (body) => body],
]

const types = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/vnd.api+json',
  'application/json; charset=utf-16',
  'application/json; charset=latin1',
  'application/json;;;=',
  'APPLICATION/JSON',
  'application/json, text/plain',
  'application/*',
  'application/x-ndjson',
  'text/csv',
  'json',
  '/',
  '',
  `application/json; a=${'x'.repeat(4_000)}`,
]

/** Types and encodings that a body may claim to have. */
export function mediaTypeRequests(operations: readonly Operation[], description: Description): Requests {
  const claims = fc.oneof(
    fc
      .constantFrom(...types)
      .map((type) => [`type ${type.slice(0, 40)}`, [['Content-Type', type]] as const, same] as const),
    fc.constant(['no type', [], same] as const),
    fc.constantFrom(...packed).map(([trick, headers, pack]) => [trick, [jsonHeader, ...headers], pack] as const),
  )
  return fc.tuple(choice(withBodies(operations), description), claims).map(([parts, [trick, headers, pack]]) => ({
    kind: 'media type',
    trick,
    ...written(parts),
    headers,
    body: pack(Buffer.from(JSON.stringify(parts.body))),
    holder: 'admin',
    expectation: 'any',
  }))
}

const same = (body: Buffer): Buffer => body
