import { describe, expect, it } from '@jest/globals'
import type { Schemas } from '../../api/client.js'
import { csvOf } from '../../charts/csv.js'
import { figuresOf } from './figures.js'

const stages = [
  { name: 'invited', recorded: true, count: 4, beside: 0 },
  {
    name: 'accepted',
    recorded: true,
    count: 1,
    beside: 1,
    fromBefore: { rate: 0.25, low: 0.05, high: 0.7 },
    fromFirst: { rate: 0.25, low: 0.05, high: 0.7 },
    medianFromBefore: 60_000,
  },
] as unknown as readonly Schemas['FunnelStage'][]
const plain =
  'part,stage,recorded,count,beside,fromBefore,fromBeforeLow,fromBeforeHigh,fromFirst,fromFirstLow,fromFirstHigh,medianMsFromBefore'

describe('the figures of a funnel to take away', () => {
  it('are those that are shown, part by part', () => {
    const rows = csvOf(
      figuresOf([
        { key: 'all', stages, measures: [] },
        { key: 'w1', stages: stages.slice(0, 1), measures: [] },
      ]),
    ).split('\n')
    expect(rows).toEqual([
      plain,
      'all,invited,true,4,0,,,,,,,',
      'all,accepted,true,1,1,0.25,0.05,0.7,0.25,0.05,0.7,60000',
      'w1,invited,true,4,0,,,,,,,',
      '',
    ])
  })

  it('have columns for the target and the reference where they are shown', () => {
    const target = { stage: 'accepted', target: { value: 3, reached: 2, beside: 1 } }
    const reference = { stage: 'accepted', reference: { rate: 0.5, expected: 2, says: 'within' as const } }
    const rows = (...measures: Parameters<typeof figuresOf>[0][number]['measures']) =>
      csvOf(figuresOf([{ key: 'all', stages, measures }])).split('\n')
    expect(rows(target)[0]).toBe(`${plain},target,reached`)
    expect(rows(target)[2]).toMatch(/,60000,3,2$/)
    expect(rows({ ...target, ...reference })[0]).toBe(
      `${plain},target,reached,reference,referenceExpected,againstReference`,
    )
    expect(rows(reference).slice(1, 3)).toEqual([
      expect.stringMatching(/^all,invited,.*,,,$/),
      expect.stringMatching(/,60000,0\.5,2,within$/),
    ])
  })
})
