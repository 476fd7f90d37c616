import { problem } from '@ledger/http'
import type { FastifyInstance } from 'fastify'

/** A request names one host (RFC 9112, 3.2); one that names none or several was made to confuse somebody on its way. */
export function refuseStrangeHosts(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ raw: { httpVersion, rawHeaders } }) => {
    const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host')
    if (hosts.length === 1 || (hosts.length === 0 && httpVersion === '1.0')) return
    throw problem(400, 'malformed-request', 'The request must name one host')
  })
}

/** Node would answer an `Expect` that it does not know with a 417, before anybody has asked for a token. */
export function ignoreExpectations({ server }: FastifyInstance): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
}
