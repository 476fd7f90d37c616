import { describe, expect, it } from '@jest/globals'
import { askedOf, behindOf, byPart } from './asked.js'

const address = (text: string) => {
  const parameters = new URLSearchParams(text)
  return (name: string) => parameters.get(name) ?? undefined
}
const moment = '2027-05-01T00:00:00.000Z'

describe('two moments in an address', () => {
  it('are asked for as they stand there', () => {
    expect(askedOf(address(`subject=campaign/fair&from=${moment}`), 'known')).toEqual({
      subject: 'campaign/fair',
      from: moment,
    })
    expect(askedOf(address('subject=customer/ann&from=3&to=17'), 'position')).toEqual({
      subject: 'customer/ann',
      from: '3',
      to: '17',
    })
    expect(askedOf(address(`subject=customer/ann&from=${moment}&to=${moment}`), 'occurred')).toMatchObject({
      by: 'occurred',
    })
  })

  it.each([
    ['nothing is named', `from=${moment}`, 'known'],
    ['the whole log', `subject=log&from=${moment}`, 'known'],
    ['the campaign is not said', `subject=campaign/&from=${moment}`, 'known'],
    ['the first moment is missing', 'subject=campaign/fair', 'known'],
    ['a position stands for a moment', 'subject=campaign/fair&from=3', 'known'],
    ['a moment stands for a position', `subject=campaign/fair&from=3&to=${moment}`, 'position'],
  ] as const)('are not asked for where %s', (_, text, by) => {
    expect(askedOf(address(text), by)).toBeUndefined()
  })
})

describe('the events behind a difference', () => {
  it('lie between the two positions that the answer names, those of participants too', () => {
    const from = { knownAt: moment, knownAtPosition: 7 }
    expect(behindOf({ subject: 'campaign/fair', from, to: { knownAtPosition: 12 } })).toEqual({
      subject: 'campaign/fair',
      with: 'participants',
      order: 'newest',
      afterPosition: 7,
      toPosition: 12,
    })
  })

  it('go on to the end where that is now, and are told by when they happened where that was asked', () => {
    expect(behindOf({ subject: 'customer/ann', from: { asOf: moment }, to: {} })).toEqual({
      subject: 'customer/ann',
      order: 'newest',
      occurredAfter: moment,
    })
  })
})

it('changes stand together by what they are of', () => {
  const changes = ['plan.name', 'funnel.invited', 'plan.place'].map((field) => ({ field }))
  expect(byPart(changes)).toEqual([
    { part: 'plan', changes: [{ field: 'plan.name' }, { field: 'plan.place' }] },
    { part: 'funnel', changes: [{ field: 'funnel.invited' }] },
  ])
})
