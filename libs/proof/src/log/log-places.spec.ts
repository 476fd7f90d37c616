import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { scratchProof } from '../../testing/index.js'
import { LogPlaces } from './log-places.js'

const at = (minute: number) => new Date(Date.UTC(2027, 2, 1, 9, minute)).toISOString()
const made = (minute: number) => ({
  id: randomUUID(),
  type: 'Counted.v1',
  data: { n: minute },
  metadata: { recordedAt: at(minute) },
})

/** So many events, a minute apart; the tree has the first of them. */
async function log(total: number, inTree: number) {
  const scratch = await scratchProof()
  const events = Array.from({ length: total }, (_, minute) => made(minute))
  const append = async (some: typeof events) => {
    for (let from = 0; from < some.length; from += 1_000)
      await scratch.events.append('all', 'any', some.slice(from, from + 1_000))
  }
  await append(events.slice(0, inTree))
  await scratch.proof.log.catchUp()
  await append(events.slice(inTree))
  return { scratch, events, places: new LogPlaces(scratch.events, scratch.tiles) }
}

describe.each([
  [0, 0],
  [3, 3],
  [3, 0],
  [1_300, 1_300],
  [1_300, 0],
  [1_300, 501],
])('the places of a log of %d events, of which the tree has %d', (total, inTree) => {
  it('are gone through backwards, from any of them on', async () => {
    const { scratch, places } = await log(total, inTree)
    await using _ = scratch
    const back = (await Array.fromAsync(places.backwards())).map(({ position }) => position)
    expect(back).toEqual(Array.from({ length: total }, (_, index) => total - index))
    for (const before of [1, 2, 500, 501, 502, 1_000, total].filter((one) => one <= total)) {
      const some = (await Array.fromAsync(places.backwards(before))).map(({ position }) => position)
      expect(some).toEqual(back.filter((one) => one < before))
    }
  })

  it('are counted from any position on, as far as the tree reaches', async () => {
    const { scratch, places } = await log(total, inTree)
    await using _ = scratch
    for (const position of [0, 1, 2, 499, 500, 501, 1_000, total, total + 5].filter((one) => one <= total + 5)) {
      const last = Math.min(position, inTree)
      expect([position, await places.atOrBefore(position)]).toEqual([position, last > 0 ? last : undefined])
      for (const events of [1, 300, 1_300]) {
        const ahead = last + events
        expect(await places.ahead(position, events)).toBe(ahead <= inTree ? ahead : undefined)
      }
    }
    expect(await places.ahead(undefined, 500)).toBe(inTree >= 500 ? 500 : undefined)
  })

  it('are found by the moment, and by the id', async () => {
    const { scratch, events, places } = await log(total, inTree)
    await using _ = scratch
    for (const minute of [-1, 0, 1, 499, 500, 501, total - 1, total].filter((one) => one <= total)) {
      const last = Math.min(minute + 1, total)
      expect([minute, await places.lastBy(at(minute))]).toEqual([minute, last > 0 ? last : undefined])
    }
    for (const event of [events.at(0), events.at(-1)])
      if (event) expect(await places.byId(event.id)).toMatchObject({ id: event.id })
    expect(await places.byId(randomUUID())).toBeUndefined()
  })
})
