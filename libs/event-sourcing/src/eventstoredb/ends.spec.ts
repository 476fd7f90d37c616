import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { StoredEvent } from '../event-store.js'
import { Ends } from './ends.js'
import type { Reading } from './ends.js'

/** A log that counts the events that it looks through for somebody. */
function sharedLog() {
  const written: boolean[] = []
  let looked = 0
  const reading: Reading = {
    newest: async () =>
      written.length === 0 ? undefined : { position: written.length - 1, ours: written[written.length - 1]! },
    async *own(from, direction, limit) {
      const step = direction === 'forwards' ? 1 : -1
      let left = limit
      for (let at = from ?? (step === 1 ? 0 : written.length - 1); at in written && left > 0; at += step) {
        looked += 1
        if (!written[at]) continue
        left -= 1
        yield { position: at } as StoredEvent
      }
    },
  }
  const write = (count: number, ours: boolean) => written.push(...Array.from({ length: count }, () => ours))
  return { reading, write, written, looked: () => looked }
}

describe('the ends of our events on a server that others use', () => {
  it('are where they are, whoever writes how much in between', async () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 250 }), fc.boolean()), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(steps, async (written) => {
        const [log, ends] = [sharedLog(), new Ends()]
        for (const [count, ours] of written) {
          log.write(count, ours)
          const [first, last] = [log.written.indexOf(true), log.written.lastIndexOf(true)]
          expect([await ends.firstBy(log.reading), await ends.lastBy(log.reading)]).toEqual([
            first === -1 ? undefined : first,
            last === -1 ? undefined : last,
          ])
        }
      }),
    )
  })

  it('are not looked for again in what was looked through', async () => {
    const [log, ends] = [sharedLog(), new Ends()]
    const find = async () => [await ends.firstBy(log.reading), await ends.lastBy(log.reading)]
    log.write(10_000, false)
    log.write(1, true)
    log.write(10_000, false)
    for (let again = 0; again < 10; again += 1) {
      expect(await find()).toEqual([10_000, 10_000])
      log.write(1, false)
    }
    expect(log.looked()).toBeLessThan(21_000)
    log.write(1_000, true)
    log.write(1, false)
    expect(await find()).toEqual([10_000, 21_010])
    expect(log.looked()).toBeLessThan(22_000)
  })
})
