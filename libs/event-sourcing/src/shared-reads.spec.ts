import { describe, expect, it } from '@jest/globals'
import type { Page } from './following/page.js'
import { sharedReads } from './shared-reads.js'

/** A log whose readings end when the test says so; a page tells how far the log was when its reading began. */
function world() {
  const log = { head: 0, readings: 0 }
  const underWay: (() => void)[] = []
  const read = sharedReads((after: number): Promise<Page> => {
    log.readings += 1
    const page: Page = { events: [], scanned: after + log.head, more: false }
    return new Promise((resolve) => underWay.push(() => resolve(page)))
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return {
    log,
    read,
    async finish() {
      for (const end of underWay.splice(0)) end()
      await settled()
    },
  }
}

describe('readers who ask at the same place', () => {
  it('share one reading, which begins later than each of them came', async () => {
    const { log, read, finish } = world()
    const first = read(7)
    log.head = 1
    const others = Array.from({ length: 1_000 }, () => read(7))
    log.head = 2
    await finish()
    await finish()
    expect(await first).toMatchObject({ scanned: 7 })
    expect(new Set((await Promise.all(others)).map(({ scanned }) => scanned))).toEqual(new Set([9]))
    expect(log.readings).toBe(2)
  })

  it('do not wait for those who ask elsewhere, nor hear of what was before', async () => {
    const { log, read, finish } = world()
    const both = [read(1), read(2)]
    expect(log.readings).toBe(2)
    await finish()
    await Promise.all(both)
    log.head = 5
    const later = read(1)
    await finish()
    expect(await later).toMatchObject({ scanned: 6 })
  })

  it('are not held up by a reading before theirs that failed', async () => {
    let readings = 0
    const read = sharedReads(async (_: number) => {
      readings += 1
      if (readings === 1) throw new Error('not reachable')
      return { events: [], scanned: 3, more: false }
    })
    const [first, second] = await Promise.allSettled([read(0), read(0)])
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
  })
})
