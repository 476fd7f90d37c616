import { isUtf8 } from 'node:buffer'
import { problem } from '@ledger/http'
import type { FastifyInstance } from 'fastify'
import { BULK_BODY_LIMIT, isBulkAddress } from '../bulk/bulk-body.js'

const notPacked = { 'accept-encoding': 'identity' }

/** JSON everywhere; NDJSON, as a stream, where many things come in one request. Nothing else is taken. */
export function takeBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    // A command without fields may come without a body, whatever its header promises.
    if (body.length === 0) return done(null, undefined)
    if (!isUtf8(body)) return done(problem(400, 'malformed-request', 'The body of the request is no UTF-8'))
    return void parse(request, body.toString(), done)
  })
  server.addContentTypeParser('application/x-ndjson', (request, payload, done) => {
    if (isBulkAddress(request.routeOptions.url)) return done(null, payload)
    return done(problem(415, 'media-type-not-supported', 'This address does not take bodies of that type'))
  })
  server.addHook('preParsing', async (request) => {
    const { 'content-encoding': encoding = 'identity' } = request.headers
    // Unpacking is where a few kilobytes become gigabytes; and what is packed must not be taken for what it is not.
    if (encoding === 'identity' || request.is404) return
    throw problem(
      415,
      'media-type-not-supported',
      'Bodies are taken as they are, without a Content-Encoding',
      {},
      notPacked,
    )
  })
  server.addHook('onRoute', (route) => {
    if (isBulkAddress(route.url)) route.bodyLimit = BULK_BODY_LIMIT
  })
}
