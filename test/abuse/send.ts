import type { HostileRequest } from './generate/request.js'
import { wrongIn } from './check/answers.js'
import type { Finding } from './check/finding.js'
import type { LogBooks } from './check/ledger-log.js'
import { NoAnswer } from './service/client.js'
import type { Answer, Client } from './service/client.js'
import { exchange } from './service/raw-socket.js'
import type { Tokens } from './service/tokens.js'

/** Where requests go, with what, and where it is written down. */
export interface Sender {
  readonly client: Client
  readonly host: string
  readonly port: number
  readonly tokens: Tokens
  readonly books: LogBooks
  readonly seed: number
}

export interface Outcome {
  readonly request: HostileRequest
  /** Of everything that was answered; `hung up` where nothing was. */
  readonly status: string
  readonly seconds: number
  readonly findings: readonly Finding[]
}

/** So large that the service may hang up before everything was sent; then its answer can be lost on the way. */
const HEAVY_BYTES = 1_000_000

/** Sends a request and looks at what comes back. */
export async function send(sender: Sender, number: number, request: HostileRequest): Promise<Outcome> {
  const trace = traceOf(sender.seed, number)
  try {
    const answers = request.pieces
      ? await overSocket(sender, trace, request.pieces)
      : [await overHttp(sender, trace, request)]
    for (const answer of answers) note(sender.books, number, trace, answer)
    if (answers.length === 0) sender.books.excuse(trace)
    const wrong = answers.flatMap((answer) => wrongIn(answer, request))
    return {
      request,
      status: answers.at(-1)?.status.toString() ?? 'hung up',
      seconds: Math.max(0, ...answers.map(({ seconds }) => seconds)),
      findings: wrong.map((what) => ({ check: 'every answer is as described', what, number, request })),
    }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    sender.books.excuse(trace)
    const excused = (request.body?.length ?? 0) > HEAVY_BYTES && !error.message.includes('no answer within')
    const finding = { check: 'every request is answered', what: error.message, number, request }
    return { request, status: 'hung up', seconds: 0, findings: excused ? [] : [finding] }
  }
}

/** Names the conversation of a request, so that its events can be told from those of others. */
const traceOf = (seed: number, number: number): string =>
  `${(seed >>> 0).toString(16).padStart(8, 'a')}${(number + 1).toString(16).padStart(24, '0')}`

function overHttp({ client, tokens }: Sender, trace: string, request: HostileRequest): Promise<Answer> {
  const { method, target, headers, body, holder } = request
  const traced = headers.some(([name]) => name.toLowerCase() === 'traceparent')
  const own = [
    ...(holder === 'nobody' ? [] : [['Authorization', `Bearer ${tokens.of(holder)}`] as const]),
    ...(traced ? [] : [['traceparent', `00-${trace}-00f067aa0ba902b7-01`] as const]),
  ]
  const filled = [...own, ...tokens.filled(headers)]
  return client.send({ method, target: tokens.inText(target), headers: filled, ...(body ? { body } : {}) })
}

function overSocket(
  { host, port, tokens }: Sender,
  trace: string,
  pieces: readonly Buffer[],
): Promise<readonly Answer[]> {
  const fill = (piece: Buffer) =>
    piece
      .toString('latin1')
      .replaceAll('{host}', `${host}:${port}`)
      .replaceAll('{token}', tokens.of('admin'))
      .replaceAll('{trace}', trace)
  return exchange(
    host,
    port,
    pieces.map((piece) => Buffer.from(fill(piece), 'latin1')),
  )
}

function note(books: LogBooks, number: number, trace: string, { status, headers, text }: Answer): void {
  const json = String(headers['content-type']).startsWith('application/json') && text !== ''
  books.enter(number, trace, status, json ? (JSON.parse(text) as object) : {})
}
