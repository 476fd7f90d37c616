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
    expect(cutsSaid({ ...initial(cutFields(cuts, 'EUR')), reason: 'why' })).toEqual({ ...cuts, reason: 'why' })
  })

  it('shows parts of one as per cent', () => {
    expect(initial(cutFields({ by: 'rank', a: 0.2, b: 0.555, c: 1 }, 'EUR'))).toEqual({
      by: 'rank',
      currency: 'EUR',
      endA: '20',
      endB: '55.5',
      endC: '100',
    })
  })

  it('shows amounts in whole units of the currency, and takes them in those of the one that is chosen', () => {
    const fields = cutFields({ by: 'amount', a: 150_050, b: 50_000, c: 1 }, 'EUR')
    expect(initial(fields)).toMatchObject({ endA: '1500.5', endB: '500', endC: '0.01' })
    const said = (currency: string) => cutsSaid({ by: 'amount', currency, endA: '1500', endB: '500', endC: '2' })
    expect(said('EUR')).toMatchObject({ a: 150_000, b: 50_000, c: 200 })
    expect(said('JPY')).toMatchObject({ a: 1_500, b: 500, c: 2 })
    expect(said('KWD')).toMatchObject({ a: 1_500_000, b: 500_000, c: 2_000 })
  })

  it('asks for a currency where amounts are written, and only there', () => {
    const asked = cutFields({ by: 'rank', a: 0.2, b: 0.5, c: 0.8 }, 'EUR').find(
      ({ name }) => name === 'currency',
    )?.asked
    expect([asked?.({ by: 'amount' }), asked?.({ by: 'rank' })]).toEqual([true, false])
  })

  it('is a number of days', () => {
    expect(daysSaid({ ...initial(dayFields(90)), reason: 'why' })).toEqual({ days: 90, reason: 'why' })
  })

  it('is said of the version that was looked at', () => {
    expect([revisionOf(0), revisionOf(3)]).toEqual([{}, { revision: 2 }])
  })
})
