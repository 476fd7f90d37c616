import { describe, expect, it } from '@jest/globals'
import { clashesOf, merged } from './merge.js'
import { differencesOf, isSamePlan, partsOf, planOfParts } from './parts.js'
import type { Plan } from './parts.js'

const room = { id: 'room', name: 'Room', amount: 100 }
const print = { id: 'print', name: 'Print', amount: 50 }
const found: Plan = {
  name: 'Fair',
  kind: 'exhibition',
  purposes: ['win back'],
  owner: 'pat',
  currency: 'EUR',
  period: { from: '2027-03-10', to: '2027-03-11', zone: 'Europe/Vienna' },
  region: 'Vienna',
  materials: ['leaflets'],
  products: ['x'],
  targetGroups: [{ id: 'buyers', name: 'Buyers', channel: 'e-mail' }],
  budget: [room, print],
  targets: [{ indicator: 'registered', value: 2 }],
  milestones: [],
}

describe('a plan as its parts', () => {
  it('is the same plan again, with everything that the form does not show', () => {
    expect(planOfParts(partsOf(found).values())).toEqual(found)
  })

  it('keeps both of two items that have one key', () => {
    const twice = { ...found, targets: [...found.targets, { indicator: 'registered' as const, value: 3 }] }
    expect(planOfParts(partsOf(twice).values())).toEqual(twice)
  })

  it('differs where something was changed, added or taken away; not where fields stand in another order', () => {
    const { region: _, ...rest } = found
    const after: Plan = { ...rest, place: 'Hall 3', budget: [{ ...room, amount: 90 }, print] }
    expect(differencesOf(found, after).map(({ key }) => key)).toEqual(['place', 'region', 'budget room'])
    expect(isSamePlan(found, { ...found, budget: [{ amount: 100, name: 'Room', id: 'room' }, print] })).toBe(true)
  })
})

describe('two versions of one plan', () => {
  const theirs: Plan = { ...found, name: 'Summer fair', owner: 'kim', budget: [{ ...room, amount: 90 }] }
  const mine: Plan = { ...found, name: 'Big fair', region: 'Graz', budget: [room, print, { ...print, id: 'bus' }] }
  const clashes = clashesOf(found, theirs, mine)

  it('clash only where both have changed the same; else who has changed it is suggested', () => {
    expect(clashes.map(({ key, suggested }) => [key, suggested])).toEqual([
      ['name', undefined],
      ['region', 'mine'],
      ['owner', 'theirs'],
      ['budget room', 'theirs'],
      ['budget print', 'theirs'],
      ['budget bus', 'mine'],
    ])
  })

  it('become one plan as it is chosen', () => {
    const suggested = Object.fromEntries(clashes.map((one) => [one.key, one.suggested]))
    expect(merged(theirs, mine, { ...suggested, name: 'mine' })).toEqual({
      ...found,
      name: 'Big fair',
      owner: 'kim',
      region: 'Graz',
      budget: [
        { ...room, amount: 90 },
        { ...print, id: 'bus' },
      ],
    })
  })
})
