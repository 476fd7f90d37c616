import fc from 'fast-check'
import type { HostileRequest } from './request.js'

/** A command that must not be carried out: it hides behind another request, or comes in no good order. */
const HIDDEN = '{"attributes":{"smuggled":true}}'
const hidden = [
  'POST /v1/customers/smuggled/describe HTTP/1.1',
  'Host: {host}',
  'Authorization: Bearer {token}',
  'Content-Type: application/json',
  `Content-Length: ${HIDDEN.length}`,
  '',
  HIDDEN,
].join('\r\n')

const head = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`
const authorized = ['Host: {host}', 'Authorization: Bearer {token}'] as const
const command = [
  'POST /v1/campaigns/idea/submit HTTP/1.1',
  ...authorized,
  'traceparent: 00-{trace}-00f067aa0ba902b7-01',
  'Content-Type: application/json',
] as const
const get = 'GET /v1/campaigns HTTP/1.1'

/** What no client sends that was not made for it. A list arrives piece by piece. */
const conversations: Readonly<Record<string, readonly string[]>> = {
  'two lengths': [head(...command, 'Content-Length: 2', `Content-Length: ${2 + hidden.length}`) + '{}' + hidden],
  'a length and chunks': [head(...command, 'Content-Length: 4', 'Transfer-Encoding: chunked') + '0\r\n\r\n' + hidden],
  'chunks and a length': [head(...command, 'Transfer-Encoding: chunked', 'Content-Length: 3') + '0\r\n\r\n' + hidden],
  'chunks, somehow': [head(...command, 'Transfer-Encoding: xchunked', 'Content-Length: 2') + '{}' + hidden],
  'chunks twice': [
    head(...command, 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity') + '0\r\n\r\n' + hidden,
  ],
  'chunks behind a blank': [head(...command, 'Transfer-Encoding : chunked') + '0\r\n\r\n' + hidden],
  'chunks on a second line': [head(...command, 'Transfer-Encoding:\r\n chunked', 'Content-Length: 2') + '{}' + hidden],
  'a chunk of no size': [head(...command, 'Transfer-Encoding: chunked') + 'zz\r\n{}\r\n0\r\n\r\n' + hidden],
  'a chunk that is too small': [head(...command, 'Transfer-Encoding: chunked') + `1\r\n{}\r\n0\r\n\r\n` + hidden],
  'a chunk larger than everything': [
    head(...command, 'Transfer-Encoding: chunked') + 'ffffffffffffffffff\r\n{}' + hidden,
  ],
  'a negative length': [head(...command, 'Content-Length: -1') + '{}' + hidden],
  'a length with a plus': [head(...command, 'Content-Length: +2') + '{}' + hidden],
  'a length with words': [head(...command, 'Content-Length: 2 bytes') + '{}' + hidden],
  'a length without measure': [head(...command, 'Content-Length: 99999999999999999999') + '{}' + hidden],
  'bare line feeds': [head(...command, 'Content-Length: 2').replaceAll('\r\n', '\n') + '{}'],
  'bare carriage returns': [head(...command, 'Content-Length: 2').replaceAll('\r\n', '\r') + '{}' + hidden],
  'a header in a header': [head(get, ...authorized, `X: a\rTransfer-Encoding: chunked`) + hidden],
  'NUL in a header': [head(get, ...authorized, 'X: a\0b')],
  'a header without a name': [head(get, ...authorized, ': x')],
  'a header without a colon': [head(get, ...authorized, 'nonsense')],
  'no host': [head(get, 'Authorization: Bearer {token}')],
  'two hosts': [head(get, ...authorized, 'Host: evil.example')],
  'an old protocol': [head('GET /health/live HTTP/1.0')],
  'a protocol to come': [head('GET /v1/campaigns HTTP/9.9', ...authorized)],
  'HTTP/2 without asking': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  'no protocol': ['GET /v1/campaigns\r\n\r\n'],
  'a method that is none': [head('BREW /v1/campaigns HTTP/1.1', ...authorized)],
  'a tunnel': [head('CONNECT evil.example:443 HTTP/1.1', ...authorized)],
  'every option': [head('OPTIONS * HTTP/1.1', ...authorized)],
  'an upgrade': [head(get, ...authorized, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x')],
  'a blank in the address': [head('GET /v1/campaigns /x HTTP/1.1', ...authorized)],
  'eight bits in the address': [head('GET /v1/campaigns/\u00e9\u00ff HTTP/1.1', ...authorized)],
  'greetings of TLS': ['\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
  bytes: [String.fromCharCode(...Array.from({ length: 256 }, (_, n) => n)).repeat(8)],
  nothing: [''],
  'new lines': ['\r\n'.repeat(64)],
  'headers without an end': [`${get}\r\n${'X-A: b\r\n'.repeat(4_000)}`],
  'an address without an end': [`GET /${'a'.repeat(100_000)}`],
  'half a request': [`${get}\r\nHost: {host}\r\nAuthor`],
  'half a body': [head(...command, 'Content-Length: 1000') + '{"reason":'],
  'half a line of many': [
    head(
      'POST /v1/purchases HTTP/1.1',
      ...authorized,
      'Content-Type: application/x-ndjson',
      'Transfer-Encoding: chunked',
    ) + '20\r\n{"customer":"c-1","purchase":"p-9',
  ],
  'letter by letter': [...head('GET /health/live HTTP/1.1', 'Host: {host}', 'Connection: close')],
  'three at once': [
    head('GET /health/live HTTP/1.1', 'Host: {host}').repeat(2) +
      head('GET /health/live HTTP/1.1', 'Host: {host}', 'Connection: close'),
  ],
  'a trailer': [
    head(...command, 'Transfer-Encoding: chunked', 'Trailer: Authorization') +
      '2\r\n{}\r\n0\r\nAuthorization: Bearer x\r\n\r\n',
  ],
  'an extension of a chunk': [
    head(...command, 'Transfer-Encoding: chunked') + `2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
  ],
}

/** Bytes written to a socket as they are. */
export const socketRequests: fc.Arbitrary<HostileRequest> = fc
  .constantFrom(...Object.entries(conversations))
  .map(([trick, pieces]) => ({
    kind: 'socket',
    trick,
    method: '',
    target: '',
    headers: [],
    holder: pieces.some((piece) => piece.includes('{token}')) ? 'admin' : 'nobody',
    expectation: 'any',
    pieces: pieces.map((piece) => Buffer.from(piece, 'latin1')),
  }))
