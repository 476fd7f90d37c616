import { describe, expect, it } from '@jest/globals'
import { cutFields, cutsSaid, dayFields, daysSaid, revisionOf } from './settings.js'

const initial = (fields: ReturnType<typeof cutFields>) =>
  Object.fromEntries(fields.flatMap(({ name, initial: value }) => (value === undefined ? [] : [[name, value]])))

describe('what is said to set a policy', () => {
  it.each([
    { by: 'rank', a: 0.2, b: 0.5, c: 0.8 },
    { by: 'cumulative-share', a: 0.070001, b: 0.57, c: 0.956 },
    { by: 'amount', a: 100_000, b: 50_000, c: 1 },
  ] as const)('begins with the cuts in force, and is them again: $by', (cuts) => {
    expect(cutsSaid({ ...initial(cutFields(cuts)), reason: 'why' })).toEqual({ ...cuts, reason: 'why' })
  })

  it('shows parts of one as per cent', () => {
    expect(initial(cutFields({ by: 'rank', a: 0.2, b: 0.555, c: 1 }))).toEqual({
      by: 'rank',
      endA: '20',
      endB: '55.5',
      endC: '100',
    })
  })

  it('is a number of days', () => {
    expect(daysSaid({ ...initial(dayFields(90)), reason: 'why' })).toEqual({ days: 90, reason: 'why' })
  })

  it('is said of the version that was looked at', () => {
    expect([revisionOf(0), revisionOf(3)]).toEqual([{}, { revision: 2 }])
  })
})
