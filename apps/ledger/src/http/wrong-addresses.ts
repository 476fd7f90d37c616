import type { Socket } from 'node:net'
import { asProblem, problem, sendProblem } from '@ledger/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Errors that come before any route is found leave as problems, too. */
export const asFrameworkError = (error: unknown, _request: FastifyRequest, reply: FastifyReply): void =>
  sendProblem(reply, asProblem(error))

/** What is no HTTP at all still gets an answer in its terms, as far as there is somebody to answer. */
export function answerMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const { status, code, title } = malformed[error.code ?? ''] ?? malformed['']!
  const body = JSON.stringify({ type: `urn:campaign-ledger:problem:${code}`, title, status, code })
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

const malformed: Readonly<Record<string, { status: number; code: string; title: string }>> = {
  '': { status: 400, code: 'malformed-request', title: 'The request is malformed' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'headers-too-large', title: 'The headers of the request are too large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request-timeout', title: 'The request did not arrive in time' },
}

/** An address that takes other methods says which (405); to those who may ask at all. */
export function refuseWrongMethods(server: FastifyInstance): void {
  const routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>()
  server.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return
    const pattern = new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`)
    const known = routes.get(url) ?? { pattern, methods: new Set() }
    for (const one of [method].flat()) known.methods.add(one)
    routes.set(url, known)
  })
  server.addHook('preParsing', async (request, reply) => {
    if (!request.is404) return
    const path = request.url.split('?')[0]!
    const found = [...routes.values()].filter(({ pattern }) => pattern.test(path))
    const allowed = [...new Set(found.flatMap(({ methods }) => [...methods]))].toSorted().join(', ')
    if (allowed === '') return
    sendProblem(
      reply,
      problem(405, 'method-not-allowed', 'This address does not take that method', {}, { allow: allowed }),
    )
    return reply as never
  })
}
