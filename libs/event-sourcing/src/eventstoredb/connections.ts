import { Channel } from './channel.js'

/** HTTP/2 carries 100 calls at once over one connection, and lets the next one wait; a subscription ends with its readers. */
const SUBSCRIPTIONS = 80
const KEEP_ALIVE_TIMEOUT_MS = 10_000

/** A connection string that gRPC takes for another one: it shares a connection among all whose options are the same. */
export function ofItsOwn(url: string, nth: number): string {
  const said = Number(/[?&]keep[_-]?alive[_-]?timeout=(\d+)/i.exec(url)?.[1] ?? KEEP_ALIVE_TIMEOUT_MS)
  const rest = url.replace(/([?&])keep[_-]?alive[_-]?timeout=[^&]*&?/i, '$1').replace(/[?&]$/, '')
  return `${rest}${rest.includes('?') ? '&' : '?'}keepAliveTimeout=${said + nth}`
}

/** Connections for subscriptions, however many there are, apart from that of reads and appends: nothing waits behind them. */
export class Connections {
  private readonly open = new Map<number, { readonly channel: Channel; subscriptions: number }>()

  constructor(private readonly url: string) {}

  /** A connection with room for one more; `leave` gives the room back. */
  take(): { readonly channel: Channel; leave(): Promise<void> } {
    let nth = 1
    while ((this.open.get(nth)?.subscriptions ?? 0) >= SUBSCRIPTIONS) nth += 1
    const taken = this.open.get(nth) ?? { channel: Channel.to(ofItsOwn(this.url, nth)), subscriptions: 0 }
    this.open.set(nth, taken)
    taken.subscriptions += 1
    const { channel } = taken
    return {
      channel,
      leave: async () => {
        taken.subscriptions -= 1
        if (taken.subscriptions > 0 || this.open.get(nth) !== taken) return
        this.open.delete(nth)
        await channel.close()
      },
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.open.values()].map(({ channel }) => channel.close()))
    this.open.clear()
  }
}
