import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A witness that listens and answers as it is told, or not at all; `got` is what it was sent, `gone` counts who hung up. */
export async function witnessDesk(answer: (note: string, response: ServerResponse) => void) {
  const got: string[] = []
  const seen = { gone: 0 }
  const server = createServer((request, response) => {
    response.on('close', () => (seen.gone += response.writableFinished ? 0 : 1))
    void (async () => {
      const note = (await Array.fromAsync(request.setEncoding('utf8'))).join('')
      got.push(note)
      answer(note, response)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/add-checkpoint`
  return {
    url,
    got,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
