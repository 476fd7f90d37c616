import { Agent, request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'

/** An answer, whole. Of a live feed: as much as came first. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  readonly seconds: number
}

/** A request as it goes out: nothing of it is put in order on the way. */
export interface Outgoing {
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: Buffer
}

/** Nothing may take longer: a question that waits for a view gives up after five seconds. */
export const PATIENCE_MS = 30_000

/** What was sent and never answered, or hung up on. */
export class NoAnswer extends Error {}

/** Sends requests over connections that are kept. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 })

  private readonly host: string
  private readonly port: number

  constructor({ host, port }: { host: string; port: number }) {
    this.host = host
    this.port = port
  }

  /** @throws NoAnswer where the service hangs, or hangs up. */
  send({ method, target, headers, body }: Outgoing): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const begun = performance.now()
    const { agent, host, port } = this
    const sent = httpRequest({ agent, host, port, method, path: target, headers: flat(host, port, headers, body) })
    const late = setTimeout(() => sent.destroy(new Error(`no answer within ${PATIENCE_MS / 1_000} s`)), PATIENCE_MS)
    const done = (answer: Answer | undefined, error?: Error) => {
      clearTimeout(late)
      if (answer) resolve(answer)
      else reject(new NoAnswer(`${method} ${target.slice(0, 200)}: ${error?.message}`))
    }
    sent.on('error', (error) => done(undefined, error))
    sent.on('response', (response) => {
      read(response).then(
        (text) => {
          const seconds = (performance.now() - begun) / 1_000
          done({ status: response.statusCode!, headers: response.headers, text, seconds })
        },
        (error: Error) => done(undefined, error),
      )
    })
    sent.end(body)
    return promise
  }

  /** Gives every connection back. */
  close(): void {
    this.agent.destroy()
  }
}

/** A list keeps names that stand there twice, but then says nothing by itself of host and length. */
function flat(host: string, port: number, headers: Outgoing['headers'], body: Buffer | undefined): string[] {
  const named = (name: string) => headers.some(([one]) => one.toLowerCase() === name)
  const own = [
    ...(named('host') ? [] : ['Host', `${host}:${port}`]),
    ...(body && !named('content-length') ? ['Content-Length', String(body.length)] : []),
  ]
  return [...own, ...headers.flat()]
}

async function read(response: IncomingMessage): Promise<string> {
  const feed = (response.headers['content-type'] ?? '').includes('event-stream')
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    // Leaving the loop hangs up, which is the only end that a live feed has.
    if (feed) break
  }
  return Buffer.concat(chunks).toString()
}
