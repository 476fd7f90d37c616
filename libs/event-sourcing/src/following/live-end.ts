import { setImmediate } from 'node:timers/promises'
import type { Position } from '../event.js'
import type { Bell } from './bell.js'
import type { Page, ReadPage } from './page.js'

interface Member {
  resolve(page: Page | undefined): void
  reject(error: unknown): void
}

/**
 * The end of the log, for readers of one filter: one look serves all who wait there, and whoever wants nothing of what
 * was written sleeps on. Ten thousand idle readers cost a command no more than one does.
 */
export class LiveEnd {
  private readonly members = new Set<Member>()
  private watching: { readonly from: Position; readonly everybodyLeft: AbortController } | undefined

  constructor(
    private readonly read: ReadPage,
    private readonly bell: Bell,
  ) {}

  /** The next page with something in it after that place; undefined when the signal aborts. */
  async next(after: Position, signal: AbortSignal): Promise<Page | undefined> {
    for (let place = after; ;) {
      // What was found for the others begins behind that place: this one has been slow and reads for itself.
      const late = this.watching !== undefined && place < this.watching.from
      const page = await (late ? this.read(place) : this.wait(place, signal))
      if (!page || signal.aborted) return undefined
      const rest = behind(page, place)
      if (rest.events.length > 0) return rest
      place = Math.max(place, page.scanned)
      if (page.more) await setImmediate()
    }
  }

  private async wait(place: Position, signal: AbortSignal): Promise<Page | undefined> {
    if (signal.aborted) return undefined
    const { promise, resolve, reject } = Promise.withResolvers<Page | undefined>()
    const member = { resolve, reject }
    const leave = () => {
      this.members.delete(member)
      resolve(undefined)
      if (this.members.size === 0) this.watching?.everybodyLeft.abort()
    }
    this.members.add(member)
    signal.addEventListener('abort', leave)
    if (!this.watching) void this.watch(place)
    try {
      return await promise
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  /** Looks at the log whenever something was written, until there is something for those who wait. */
  private async watch(from: Position): Promise<void> {
    const everybodyLeft = new AbortController()
    this.watching = { from, everybodyLeft }
    try {
      for (let place = from; this.members.size > 0;) {
        const ticket = this.bell.ticket
        const page = await this.read(place)
        if (page.events.length > 0) return this.settle((member) => member.resolve(page))
        place = page.scanned
        await (page.more ? setImmediate() : this.bell.next(ticket, everybodyLeft.signal))
      }
      this.watching = undefined
    } catch (error) {
      this.settle((member) => member.reject(error))
    }
  }

  private settle(tell: (member: Member) => void): void {
    const members = [...this.members]
    this.members.clear()
    this.watching = undefined
    for (const member of members) tell(member)
  }
}

/** What of a page lies behind a place: the same page where all of it does. */
function behind(page: Page, place: Position): Page {
  const first = page.events.findIndex(({ position }) => position > place)
  return first === 0 ? page : { ...page, events: first < 0 ? [] : page.events.slice(first) }
}
