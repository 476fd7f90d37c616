import fc from 'fast-check'
import { DeskRace } from './desk.js'
import type { Race } from './stage.js'

const PEOPLE = 60
const SEATS = 30

const plan = fc.record({
  sizes: fc.array(fc.integer({ min: 10, max: 45 }), { minLength: 25, maxLength: 25 }),
  parties: fc.array(fc.constantFrom(1, 1, 1, 2), { minLength: PEOPLE, maxLength: PEOPLE }),
  leaving: fc.array(fc.boolean(), { minLength: PEOPLE, maxLength: PEOPLE }),
})

/** The capacity is lowered and raised while people register and leave: no seat that somebody has is ever taken away. */
export const capacity: Race = {
  name: 'capacity against registering',
  async run(stage, seed) {
    const [drawn] = fc.sample(plan, { seed, numRuns: 1 })
    const { sizes, parties, leaving } = drawn!
    const desk = await DeskRace.open(stage, `capacity-${seed}`, SEATS, seed % 2 === 0)
    const comings = parties.map(async (partySize, n) => {
      await desk.give(n, 'register', { customer: `p-${n}`, partySize })
      if (leaving[n]) await desk.give(n, 'cancel', { customer: `p-${n}` })
    })
    const changes = sizes.map((size, n) => desk.give(n, 'change-capacity', { capacity: size }))
    await Promise.all([...comings, ...changes])
    return desk.finish()
  },
}
