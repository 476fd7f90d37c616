import { describe, expect, it } from '@jest/globals'
import type { Schemas } from '../../api/client.js'
import { measuresOf } from './measures.js'

const rate = (count: number, of: number, low: number, high: number) => ({ count, of, rate: count / of, low, high })
const stage = (name: string, count: number, fromBefore?: Schemas['Rate'], fromFirst = fromBefore) =>
  ({ name, count, beside: 0, recorded: true, start: '', end: '', fromBefore, fromFirst }) as Schemas['FunnelStage']

const own = [
  stage('invited', 200),
  stage('accepted', 100, rate(100, 200, 0.43, 0.57)),
  stage('registered', 40, rate(40, 100, 0.31, 0.5), rate(40, 200, 0.15, 0.26)),
]
const other = [
  stage('invited', 1_000),
  stage('accepted', 600, rate(600, 1_000, 0.57, 0.63)),
  stage('registered', 240, rate(240, 600, 0.36, 0.44), rate(240, 1_000, 0.21, 0.27)),
]

describe('what a funnel is held against', () => {
  it('is what the plan promises, at the stage that counts it', () => {
    const targets = [
      { indicator: 'registered', value: 60 },
      { indicator: 'contracts', value: 5 },
    ] as const
    expect(measuresOf(own, [...targets])).toEqual([{ stage: 'registered', target: 60 }])
    expect(measuresOf([...own, stage('contract', 0)], [...targets]).map(({ stage: name }) => name)).toEqual([
      'registered',
      'contract',
    ])
  })

  it('is what another campaign has shown: its rates, and how many that would make here', () => {
    expect(measuresOf(own, [], other)).toEqual([
      { stage: 'accepted', reference: { rate: 0.6, expected: 120, says: 'below' } },
      { stage: 'registered', reference: { rate: 0.4, expected: 48, says: 'within' } },
    ])
    expect(measuresOf(other, [], own)[0]!.reference!.says).toBe('above')
  })

  it('is nothing where there is neither, nor at a stage that one of them does not have', () => {
    expect(measuresOf(own, [], [])).toEqual([])
    expect(measuresOf(own, [], other.slice(0, 2)).map(({ stage: name }) => name)).toEqual(['accepted'])
  })
})
