import fc from 'fast-check'
import type { Person } from '../../libs/participation/testing/desk-reference.js'
import { DeskRace } from './desk.js'
import type { Race } from './stage.js'

const PEOPLE = 500
const SEATS = 50
const HOUR_MS = 3_600_000
/** How often seats are given up and offers come to their end, after everybody has come. */
const TURNS = 3

/** What somebody is going to do, come what may. */
const guest = fc.record({
  partySize: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 2, 3),
  priority: fc.constantFrom(0, 0, 0, 1, 2),
  /** Sends the registration twice at once, as an impatient finger does. */
  twice: fc.constantFrom(true, false, false, false),
  leaves: fc.constantFrom('never', 'never', 'never', 'at once', 'in turn 0', 'in turn 1', 'in turn 2'),
  comesAgain: fc.boolean(),
  rejected: fc.constantFrom(true, ...Array.from({ length: 19 }, () => false)),
  onOffer: fc.constantFrom('accept', 'accept twice', 'accept late', 'decline', 'leave', 'ignore'),
})
type Guest = typeof guest extends fc.Arbitrary<infer Drawn> ? Drawn : never

const plan = fc.record({
  guests: fc.array(guest, { minLength: PEOPLE, maxLength: PEOPLE }),
  shared: fc.boolean(),
})

/** 500 people at once for 50 seats, with cancellations, a waitlist by priority, and offers that end. */
export const seats: Race = {
  name: 'the last seats',
  async run(stage, seed) {
    const [{ guests, shared } = { guests: [], shared: false }] = fc.sample(plan, { seed, numRuns: 1 })
    const desk = await DeskRace.open(stage, `seats-${seed}`, SEATS, shared)
    await Promise.all(guests.map((one, n) => arrives(desk, one, n)))
    const problems: string[] = []
    for (let turn = 0; turn < TURNS; turn += 1) {
      const offered = (await desk.stands()).with('offered')
      const leaving = guests.flatMap((one, n) => (one.leaves === `in turn ${turn}` ? [n] : []))
      const early = offered.map((person) => answers(desk, guests[numberOf(person)]!, person, false))
      await Promise.all([...early, ...leaving.map((n) => desk.give(n, 'cancel', { customer: `p-${n}` }))])
      await stage.moveClocks(HOUR_MS)
      const late = (await desk.stands()).with('offered')
      await Promise.all(late.map((person) => answers(desk, guests[numberOf(person)]!, person, true)))
      if (!(await desk.endsOffers(() => stage.services[0].now()))) problems.push('an offer that was over has not ended')
    }
    return desk.finish(problems)
  },
}

const numberOf = ({ customer }: Person): number => Number(customer.slice(2))

async function arrives(desk: DeskRace, { partySize, priority, ...guest }: Guest, n: number): Promise<void> {
  const customer = `p-${n}`
  const register = (by: number) => desk.give(by, 'register', { customer, partySize, priority })
  await Promise.all([register(n), ...(guest.twice ? [register(n + 1)] : [])])
  if (guest.rejected) await desk.give(n, 'reject', { customer, reason: 'a competitor' })
  if (guest.leaves !== 'at once') return
  await desk.give(n, 'cancel', { customer })
  if (guest.comesAgain) await register(n + 1)
}

/** What somebody does with an offer: in time, or just when it ends. */
async function answers(desk: DeskRace, { onOffer }: Guest, { customer }: Person, late: boolean): Promise<void> {
  const n = Number(customer.slice(2))
  const accept = (by: number) => desk.give(by, 'accept-offer', { customer })
  if (late) return void (onOffer === 'accept late' && (await accept(n)))
  if (onOffer === 'accept') await accept(n)
  if (onOffer === 'accept twice') await Promise.all([accept(n), accept(n + 1)])
  if (onOffer === 'decline') await desk.give(n, 'decline-offer', { customer })
  if (onOffer === 'leave') await desk.give(n, 'cancel', { customer })
}
