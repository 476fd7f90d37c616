import { describe, expect, it } from '@jest/globals'
import type { StoredEvent } from '../event-store.js'
import { Bell } from './bell.js'
import { LiveEnd } from './live-end.js'
import type { Page } from './page.js'

const event = (position: number): StoredEvent => ({
  ...{ id: `id-${position}`, type: 'T.v1', data: {}, metadata: {} },
  ...{ stream: 's', revision: position - 1, position },
})

/** A log of events that are wanted, of which a look is counted; positions that nobody wants may lie between. */
function world() {
  const events: StoredEvent[] = []
  const log = { head: 0, looks: 0, broken: false }
  const bell = new Bell()
  const end = new LiveEnd(async (after): Promise<Page> => {
    log.looks += 1
    if (log.broken) throw new Error('the disk is gone')
    return { events: events.filter(({ position }) => position > after), scanned: log.head, more: false }
  }, bell)
  return {
    log,
    end,
    write(...wanted: readonly boolean[]) {
      for (const one of wanted) {
        log.head += 1
        if (one) events.push(event(log.head))
      }
      bell.wake()
    },
    /** Everybody who can go on has gone on. */
    settled: () => new Promise((resolve) => setImmediate(() => setImmediate(resolve))),
  }
}

const positions = (page: Page | undefined) => page?.events.map(({ position }) => position)

describe('readers at the end of the log', () => {
  it('are served by one look, and sleep on where there is nothing for them', async () => {
    const { log, end, write, settled } = world()
    const gone = new AbortController()
    const heard = Array.from({ length: 1_000 }, () => end.next(0, gone.signal))
    await settled()
    for (let n = 0; n < 5; n += 1) {
      write(false, false)
      await settled()
    }
    expect(log.looks).toBeLessThanOrEqual(6)
    write(true)
    const pages = await Promise.all(heard)
    expect(positions(pages[0])).toEqual([11])
    expect(pages.every((page) => page === pages[0])).toBe(true)
    expect(log.looks).toBeLessThanOrEqual(7)
  })

  it('hear only what lies behind their place, whenever they came', async () => {
    const { end, write, settled } = world()
    const { signal } = new AbortController()
    write(false, false)
    const early = end.next(2, signal)
    await settled()
    write(false, false)
    const later = end.next(4, signal)
    const slow = end.next(1, signal)
    await settled()
    write(true)
    expect([await early, await later, await slow].map(positions)).toEqual([[5], [5], [5]])
    expect(positions(await end.next(0, signal))).toEqual([5])
  })

  it('that are let go leave the others waiting', async () => {
    const { end, write, settled } = world()
    const [going, staying] = [new AbortController(), new AbortController()]
    const left = end.next(0, going.signal)
    const stays = end.next(0, staying.signal)
    going.abort()
    expect(await left).toBeUndefined()
    write(true)
    expect(positions(await stays)).toEqual([1])
    const alone = end.next(1, going.signal)
    expect(await alone).toBeUndefined()
    const last = new AbortController()
    const waits = end.next(1, last.signal)
    await settled()
    last.abort()
    expect(await waits).toBeUndefined()
    const again = end.next(1, staying.signal)
    write(true)
    expect(positions(await again)).toEqual([2])
  })

  it('are all told where the log cannot be read', async () => {
    const { log, end, write, settled } = world()
    const { signal } = new AbortController()
    const both = Promise.allSettled([end.next(0, signal), end.next(0, signal)])
    await settled()
    log.broken = true
    write(true)
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    log.broken = false
    expect(positions(await end.next(0, signal))).toEqual([1])
  })
})
