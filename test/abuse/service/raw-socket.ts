import { connect } from 'node:net'
import { NoAnswer, PATIENCE_MS } from './client.js'
import type { Answer } from './client.js'

/**
 * Writes bytes to the service as they are and gives back everything that it answers until it hangs up, or has been
 * silent for a while after an answer.
 * @param pieces written one after the other, so that they arrive torn.
 * @throws NoAnswer where it neither answers nor hangs up.
 */
export function exchange(host: string, port: number, pieces: readonly Buffer[]): Promise<readonly Answer[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Answer[]>()
  const begun = performance.now()
  const socket = connect(port, host)
  const chunks: Buffer[] = []
  const late = setTimeout(() => {
    socket.destroy()
    reject(new NoAnswer(`a socket had no answer within ${PATIENCE_MS / 1_000} s`))
  }, PATIENCE_MS)
  const done = () => {
    clearTimeout(late)
    socket.destroy()
    resolve(answersIn(Buffer.concat(chunks), (performance.now() - begun) / 1_000))
  }
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('end', done)
  // Who hangs up while bytes are still under way may take the answer along.
  socket.on('error', done)
  void write(pieces, (piece) => socket.write(piece)).then(() => socket.end())
  return promise
}

async function write(pieces: readonly Buffer[], out: (piece: Buffer) => void): Promise<void> {
  for (const piece of pieces) {
    out(piece)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The answers that stand one after the other in what came. */
function answersIn(bytes: Buffer, seconds: number): readonly Answer[] {
  const answers: Answer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n\r\n', at)
    const [first, ...lines] = bytes.toString('latin1', at, end < 0 ? bytes.length : end).split('\r\n')
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first!)?.[1] ?? 0)
    const headers = Object.fromEntries(lines.map((line) => nameAndValue(line)))
    const { text, next } = bodyAt(bytes, end < 0 ? bytes.length : end + 4, headers)
    if (status !== 100) answers.push({ status, headers, text, seconds })
    at = next
  }
  return answers
}

function nameAndValue(line: string): readonly [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
}

function bodyAt(bytes: Buffer, from: number, headers: Record<string, string>): { text: string; next: number } {
  if (headers['transfer-encoding'] === 'chunked') return chunksAt(bytes, from)
  const length = headers['content-length']
  const next = length === undefined ? bytes.length : from + Number(length)
  return { text: bytes.toString('utf8', from, next), next }
}

function chunksAt(bytes: Buffer, from: number): { text: string; next: number } {
  const parts: Buffer[] = []
  for (let at = from; ;) {
    const end = bytes.indexOf('\r\n', at)
    const size = end < 0 ? 0 : Number.parseInt(bytes.toString('latin1', at, end), 16)
    if (!(size > 0)) return { text: Buffer.concat(parts).toString(), next: end < 0 ? bytes.length : end + 4 }
    parts.push(bytes.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}
