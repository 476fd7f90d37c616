import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fastify } from 'fastify'
import { letGoOfStalledReaders } from './stalled-readers.js'

const PATIENCE_MS = 1_000
const MEGABYTE = 'x'.repeat(1_048_576)

describe('who does not take an answer', () => {
  const server = fastify()
  let letGo: Promise<void> | undefined
  beforeAll(async () => {
    letGoOfStalledReaders(server, PATIENCE_MS)
    server.get('/large', (_request, reply) => {
      const body = Readable.from(Array.from({ length: 64 }, () => MEGABYTE))
      letGo = new Promise((resolve) => body.once('close', resolve))
      return reply.send(body)
    })
    server.get('/slow', async () => {
      await setTimeout(2 * PATIENCE_MS)
      return 'at last'
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => server.close())

  const asked = (path: string) => {
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
    socket.write(`GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`)
    return socket
  }

  it('is let go, with all that was read for it', async () => {
    const socket = asked('/large')
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toContain('200 OK')
    socket.pause()
    await letGo
    socket.resume()
    // Some of it lies on the way.
    await once(socket, 'close')
    expect(socket.bytesRead).toBeLessThan(64 * MEGABYTE.length)
  })

  it('may take it slowly', async () => {
    const socket = asked('/large')
    let taken = 0
    socket.on('data', (bytes: Buffer) => {
      taken += bytes.length
      if (taken % (8 * MEGABYTE.length) < bytes.length) {
        socket.pause()
        void setTimeout(PATIENCE_MS / 5).then(() => socket.resume())
      }
      if (taken > 64 * MEGABYTE.length) socket.end()
    })
    await once(socket, 'close')
    expect(taken).toBeGreaterThan(64 * MEGABYTE.length)
  })

  it('waits for one that is slow in the making', async () => {
    const socket = asked('/slow')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toContain('at last')
    socket.end()
  })
})
