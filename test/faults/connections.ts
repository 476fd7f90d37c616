import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** What a connection begins with and then says no more. */
export type Beginning = 'live-feed' | 'half-body' | 'half-bulk' | 'half-header' | 'nothing'

/** A client that begins a request, then neither sends nor reads any more. */
export function silentReader(url: string, token: string, beginning: Beginning, streams = ''): Socket {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const head = (line: string, ...headers: readonly string[]) =>
    [line, `host: ${hostname}`, `authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n')
  const texts: Readonly<Record<Beginning, string>> = {
    'live-feed': head(`GET /v1/events?after=0${streams} HTTP/1.1`, 'accept: text/event-stream'),
    'half-body': `${head('POST /v1/campaigns/half/draft HTTP/1.1', 'content-type: application/json', 'content-length: 5000')}{"plan":`,
    'half-bulk': `${head('POST /v1/purchases HTTP/1.1', 'content-type: application/x-ndjson', 'transfer-encoding: chunked')}${halfLine()}`,
    'half-header': 'POST /v1/campaigns/half/draft HTTP/1.1\r\nhost: half\r\nauthoriz',
    nothing: '',
  }
  socket.write(texts[beginning])
  return socket
}

/** A whole purchase, and the beginning of another one. */
function halfLine(): string {
  const whole = '{"customer":"half","purchase":"half-1","day":"2027-01-02","zone":"UTC","revenue":1,"currency":"EUR"}\n'
  const text = `${whole}{"customer":`
  return `${text.length.toString(16)}\r\n${text}\r\n`
}
