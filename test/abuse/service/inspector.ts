/**
 * Looks into a running process over Node's inspector. Only so can a heap be compared with itself: what counts is what is
 * left after a full collection, not what happens to wait for one.
 */
export class Inspector {
  private readonly url: string

  constructor(url: string) {
    this.url = url
  }

  /** Bytes of the JavaScript heap that are in use after everything that can go is gone. */
  async heapInUse(): Promise<number> {
    const socket = new WebSocket(this.url)
    try {
      await new Promise((resolve, reject) => {
        socket.addEventListener('open', resolve, { once: true })
        socket.addEventListener('error', () => reject(new Error(`no inspector at ${this.url}`)), { once: true })
      })
      // What holds on to things by weak references lets go of them one collection later.
      for (const id of [1, 2, 3]) await this.ask(socket, id, 'HeapProfiler.collectGarbage')
      return ((await this.ask(socket, 4, 'Runtime.getHeapUsage')) as { usedSize: number }).usedSize
    } finally {
      socket.close()
    }
  }

  private ask(socket: WebSocket, id: number, method: string): Promise<unknown> {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    const hear = ({ data }: MessageEvent) => {
      const answer = JSON.parse(String(data)) as { id?: number; result?: unknown }
      if (answer.id !== id) return
      socket.removeEventListener('message', hear)
      resolve(answer.result)
    }
    socket.addEventListener('message', hear)
    socket.send(JSON.stringify({ id, method }))
    return promise
  }
}
