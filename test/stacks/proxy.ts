import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

type Side = 'requests' | 'answers'

/** A network between a client and a server that can be made to fail. */
export interface Proxy extends AsyncDisposable {
  readonly port: number
  /** What goes one way waits from now on; nobody is told. */
  hold(...sides: readonly Side[]): void
  /** What waited goes on, in order. */
  release(): void
  /** Breaks all connections. What was held is lost. */
  cut(): void
  /** Breaks all connections and takes no new ones, as when the server is down, until `up` is called. */
  down(): void
  up(): void
  /** Every piece arrives so many milliseconds later. */
  delay(ms: number): void
  /** Connections that were made so far. */
  readonly connections: number
}

/** Listens on a port of its own and passes everything on to a server on this machine. */
export async function proxyTo(host: string, port: number): Promise<Proxy> {
  const links = new Set<{ readonly requests: Socket; readonly answers: Socket }>()
  const held = new Set<Side>()
  let [isDown, delayMs, connections] = [false, 0, 0]

  const server = createServer((client) => {
    if (isDown) return void client.destroy()
    connections += 1
    const upstream = connect(port, host)
    const link = { requests: client, answers: upstream }
    links.add(link)
    passOn(client, upstream, () => delayMs)
    passOn(upstream, client, () => delayMs)
    for (const side of held) link[side].pause()
    const end = () => {
      links.delete(link)
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')

  const each = (work: (link: { requests: Socket; answers: Socket }) => void) => [...links].forEach(work)
  const cut = () => each(({ requests, answers }) => (requests.destroy(), answers.destroy()))
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections
    },
    hold(...sides) {
      for (const side of sides) held.add(side)
      each((link) => sides.forEach((side) => link[side].pause()))
    },
    release() {
      held.clear()
      each(({ requests, answers }) => (requests.resume(), answers.resume()))
    },
    cut,
    down() {
      isDown = true
      cut()
    },
    up() {
      isDown = false
    },
    delay(ms) {
      delayMs = ms
    },
    async [Symbol.asyncDispose]() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}

/** In order, also where a piece that waits is followed by one that need not. */
function passOn(from: Socket, to: Socket, delayMs: () => number): void {
  let waiting = 0
  let last: Promise<void> = Promise.resolve()
  from.on('data', (piece) => {
    const write = () => void (to.writable && to.write(piece))
    if (delayMs() === 0 && waiting === 0) return write()
    const due = performance.now() + delayMs()
    waiting += 1
    last = last
      .then(() => sleep(Math.max(0, due - performance.now())))
      .then(() => {
        waiting -= 1
        write()
      })
  })
}
