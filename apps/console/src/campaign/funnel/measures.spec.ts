import { describe, expect, it } from '@jest/globals'
import type { Schemas } from '../../api/client.js'
import { measuresOf, referenceOf, referenceOfKind } from './measures.js'

const rate = (count: number, of: number, low: number, high: number) => ({ count, of, rate: count / of, low, high })
const stage = (name: string, count: number, fromBefore?: Schemas['Rate'], fromFirst = fromBefore, beside = 0) =>
  ({ name, count, beside, recorded: true, start: '', end: '', fromBefore, fromFirst }) as Schemas['FunnelStage']

const own = [
  stage('invited', 200),
  stage('accepted', 100, rate(100, 200, 0.43, 0.57)),
  stage('registered', 40, rate(40, 100, 0.31, 0.5), rate(40, 200, 0.15, 0.26), 3),
]
const other = [
  stage('invited', 1_000),
  stage('accepted', 600, rate(600, 1_000, 0.57, 0.63)),
  stage('registered', 240, rate(240, 600, 0.36, 0.44), rate(240, 1_000, 0.21, 0.27)),
]

describe('what a funnel is held against', () => {
  it('is what the plan promises, at the stage that counts it, with how many there are', () => {
    const targets = [
      { indicator: 'registered', value: 60 },
      { indicator: 'contracts', value: 5 },
    ] as const
    const registered = { stage: 'registered', target: { value: 60, reached: 43, beside: 3 } }
    expect(measuresOf(own, [...targets])).toEqual([registered])
    expect(measuresOf([...own, stage('contract', 0)], [...targets])).toEqual([
      registered,
      { stage: 'contract', target: { value: 5, reached: 0, beside: 0 } },
    ])
  })

  it('is what another campaign has shown: its rates, and how many that would make here', () => {
    expect(measuresOf(own, [], referenceOf(other))).toEqual([
      { stage: 'accepted', reference: { rate: 0.6, expected: 120, says: 'below' } },
      { stage: 'registered', reference: { rate: 0.4, expected: 48, says: 'within' } },
    ])
    expect(measuresOf(other, [], referenceOf(own))[0]!.reference!.says).toBe('above')
  })

  it('is what is usual for the kind: the medians', () => {
    const usual = (from: string, median: number) => ({ stage: from, median, lowest: 0, highest: 1, campaigns: 3 })
    const kind = [
      { name: 'invited' },
      { name: 'accepted', fromBefore: usual('invited', 0.6), fromFirst: usual('invited', 0.6) },
    ].map((one) => ({ start: '', end: '', ...one }))
    expect(measuresOf(own, [], referenceOfKind(kind))).toEqual([
      { stage: 'accepted', reference: { rate: 0.6, expected: 120, says: 'below' } },
    ])
  })

  it('is nothing where there is neither, nor at a stage that one of them does not have', () => {
    expect(measuresOf(own, [], [])).toEqual([])
    expect(measuresOf(own, [], referenceOf(other.slice(0, 2))).map(({ stage: name }) => name)).toEqual(['accepted'])
  })

  it('compares no rate with one that is measured from another stage', () => {
    const [invited, accepted, registered] = own
    const delivered = stage('delivered', 150, rate(150, 200, 0.69, 0.8))
    const kept = [invited!, delivered, accepted!, registered!]
    expect(measuresOf(kept, [], referenceOf(other)).map(({ stage: name }) => name)).toEqual(['registered'])
    const notKept = [invited!, { ...delivered, recorded: false, count: 0 }, accepted!, registered!]
    expect(measuresOf(notKept, [], referenceOf(other))).toEqual(measuresOf(own, [], referenceOf(other)))
  })

  it('says how many that would make only where both begin at the same stage', () => {
    const targeted = [stage('targeted', 300), stage('invited', 200, rate(200, 300, 0.6, 0.7)), ...own.slice(1)]
    const [accepted] = measuresOf(targeted, [], referenceOf(other))
    expect(accepted).toEqual({ stage: 'accepted', reference: { rate: 0.6, says: 'below' } })
  })
})
