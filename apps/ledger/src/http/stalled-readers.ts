import type { FastifyInstance } from 'fastify'

/**
 * Who takes nothing of an answer for so long is let go: what is read for it would be held for as long as the connection
 * stays. An answer that is slow in the making leaves nothing waiting, and takes the time that it takes.
 */
export function letGoOfStalledReaders(server: FastifyInstance, patienceMs: number): void {
  server.addHook('onRequest', (_request, { raw }, done) => {
    raw.setTimeout(patienceMs, () => {
      if ((raw.socket?.writableLength ?? 0) > 0) raw.destroy()
    })
    done()
  })
}
