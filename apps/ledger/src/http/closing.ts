import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** How long what was accepted may take to be answered: longer than any question waits for a view. */
const GRACE_MS = 6_000
const LOOK_MS = 20

/**
 * Ends in order: nobody new is let in, every request that has arrived is answered, and whoever hangs in the middle of
 * one, or says nothing, is cut off.
 */
export function closeGently(server: FastifyInstance): void {
  const underWay = new Set<IncomingMessage>()
  server.addHook('onRequest', (request, reply, done) => {
    underWay.add(request.raw)
    reply.raw.once('close', () => underWay.delete(request.raw))
    done()
  })
  server.addHook('preClose', (done) => {
    const until = performance.now() + GRACE_MS
    const look = setInterval(() => {
      const accepted = underWay.values().some(({ complete }) => complete)
      if (accepted && performance.now() < until) return
      clearInterval(look)
      server.server.closeAllConnections()
    }, LOOK_MS)
    done()
  })
}
