import { isUtf8 } from 'node:buffer'
import { problem } from '@ledger/http'
import type { FastifyInstance } from 'fastify'
import { isUploadAddress, UPLOAD_TYPES } from '../imports/upload-body.js'
import { BULK_BODY_LIMIT, isBulkAddress } from '../bulk/bulk-body.js'

const notPacked = { 'accept-encoding': 'identity' }

/** JSON everywhere; lines and files, as streams, where they are taken. Nothing else is. */
export function takeBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    // A command without fields may come without a body, whatever its header promises.
    if (body.length === 0) return done(null, undefined)
    if (!isUtf8(body)) return done(problem(400, 'malformed-request', 'The body of the request is no UTF-8'))
    return void parse(request, body.toString(), done)
  })
  server.addContentTypeParser(UPLOAD_TYPES, (request, payload, done) => {
    const { url } = request.routeOptions
    const isLines = (request.headers['content-type'] ?? '').startsWith('application/x-ndjson')
    if (isUploadAddress(url) || (isLines && isBulkAddress(url))) return done(null, payload)
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
    // How large a file may be is said by whoever takes it.
    if (isUploadAddress(route.url)) route.bodyLimit = Number.MAX_SAFE_INTEGER
  })
}
