import { createServer, connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A line to a service that can be cut, and mended. */
export interface Line {
  readonly url: string
  cut(): Promise<void>
  mend(): Promise<void>
}

/** Lays a line to a port of this machine. */
export async function lineTo(port: number): Promise<Line> {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy()).on('close', () => open.delete(one) && other.destroy())
      one.pipe(other)
    }
  })
  const listening = (at: number) =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(at, '127.0.0.1', resolve))
  await listening(0)
  const { port: own } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${own}`,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const one of open) one.destroy()
      }),
    mend: () => listening(own),
  }
}
