import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { FaultyReadStore } from './faulty-read-store.js'
import type { Fault } from './faulty-read-store.js'
import { poison, projected, until } from './projected.js'
import type { OpenReadStore } from './projected.js'

type Numbers = readonly (readonly [key: string, n: number])[]

const numbers = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'bad'), fc.integer({ min: -5, max: 5 })), {
  minLength: 1,
  maxLength: 8,
})
/** What is written to the log, and what then befalls the projector that takes it up. */
const mishap = fc.record({
  numbers,
  fault: fc.constantFrom<Fault>('lost', 'unanswered', 'late', 'asleep'),
  at: fc.nat(10),
})

function sumsOf(all: Numbers): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const [key, n] of all) sum[key] = (sum[key] ?? 0) + n
  return sum
}

/** What may befall a projector between any two writes changes nothing in the end, on any read store. */
export function faultsContract(name: string, open: OpenReadStore): void {
  describe(`whatever happens in between, on ${name}`, () => {
    /** Live before anything is written, so that every fault strikes the live build. */
    const begin = async (partitions: number) => {
      const it = await projected(open)
      const begun = it.projector({ partitions })
      await it.begun(begun)
      await begun.stop()
      return it
    }

    it('lost writes, lost answers, late answers and late projectors leave the same documents', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(mishap, { minLength: 1, maxLength: 5 }),
          fc.integer({ min: 1, max: 4 }),
          async (mishaps, partitions) => {
            await using it = await begin(partitions)
            const asleep: { wake(): void; done: Promise<unknown> }[] = []
            let head = 0
            for (const { numbers: some, fault, at } of mishaps) {
              head = await it.write(...some)
              const read = new FaultyReadStore(it.read, fault, at)
              const done = it
                .projector({ partitions, read })
                .catchUp()
                .catch(() => undefined)
              if (fault === 'asleep') asleep.push({ wake: () => read.wake(), done })
              await Promise.race([done, read.asleep])
            }
            await it.projector({ partitions }).catchUp()
            await it.fresh(head)
            const before = await it.digest()
            for (const { wake } of asleep) wake()
            await Promise.all(asleep.map(({ done }) => done))
            expect(await it.documents()).toEqual(sumsOf(mishaps.flatMap((one) => one.numbers)))
            expect(await it.digest()).toBe(before)
          },
        ),
        { numRuns: 25 },
      )
    })

    it('keys that were parked meanwhile come to the same documents when they are replayed', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(mishap, { minLength: 1, maxLength: 3 }), async (mishaps) => {
          await using it = await begin(1)
          poison.key = 'bad'
          for (const { numbers: some, fault, at } of mishaps) {
            await it.write(...some)
            const read = new FaultyReadStore(it.read, fault, at)
            const done = it
              .projector({ read })
              .catchUp()
              .catch(() => undefined)
            await Promise.race([done, read.asleep])
            read.wake()
            await done
          }
          const all = mishaps.flatMap((one) => one.numbers)
          await it.projector().catchUp()
          expect(await it.documents()).toEqual(sumsOf(all.filter(([key]) => key !== 'bad')))
          poison.key = ''
          const projector = it.projector()
          projector.start()
          const bad = all.some(([key]) => key === 'bad')
          expect(await projector.requestReplay('sums', 'bad')).toBe(bad)
          await until(async () => (await projector.parked('sums')).length === 0)
          await projector.stop()
          expect(await it.documents()).toEqual(sumsOf(all))
        }),
        { numRuns: 3 },
      )
    })

    it('two projectors at once, and another number of partitions, leave the same documents', async () => {
      await using it = await begin(3)
      await it.write(['a', 1], ['b', 1], ['c', 1])
      await Promise.all([it.projector({ partitions: 3 }).catchUp(), it.projector({ partitions: 3 }).catchUp()])
      const head = await it.write(['a', 1], ['b', 1], ['c', 1])
      await Promise.all([it.projector({ partitions: 2 }).catchUp(), it.projector({ partitions: 3 }).catchUp()])
      await it.fresh(head)
      expect(await it.documents()).toEqual({ a: 2, b: 2, c: 2 })
    })
  })
}
