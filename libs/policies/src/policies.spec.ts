import { describe, expect, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { allocationKeySet, setAllocationKey } from './allocation-key/allocation-key.js'
import { ChurnPolicy, churnDaysSet, setChurnDays } from './churn-days/churn-days.js'
import { funnelStagesSet, setFunnelStages } from './funnel-stages/funnel-stages.js'
import { conditions, usualStages } from './funnel-stages/stages.js'
import { setTierCuts, tierCutsSet } from './tier-cuts/tier-cuts.js'

const reason = 'board of May'

describe('tier cuts (A04)', () => {
  const policy = { policy: 'tier-cuts' }

  it.each([
    { by: 'rank', a: 0.1, b: 0.3, c: 1 },
    { by: 'cumulative-share', a: 0.5, b: 0.8, c: 0.95 },
    { by: 'amount', a: 100_000, b: 50_000, c: 0 },
  ] as const)('are set by $by', (cuts) => {
    given()
      .when(setTierCuts, policy, { ...cuts, reason })
      .then(tierCutsSet({ cuts, reason }))
    given(tierCutsSet({ cuts, reason }))
      .when(setTierCuts, policy, { ...cuts, reason })
      .saysNothing()
  })

  it('say nothing when the default is set', () => {
    given().when(setTierCuts, policy, { by: 'rank', a: 0.2, b: 0.5, c: 0.8, reason }).saysNothing()
  })

  it.each([
    { by: 'rank', a: 0.5, b: 0.5, c: 0.8 },
    { by: 'rank', a: 0, b: 0.5, c: 0.8 },
    { by: 'rank', a: 0.2, b: 0.5, c: 1.1 },
    { by: 'rank', a: 0.1234567, b: 0.5, c: 0.8 },
    { by: 'amount', a: 1, b: 2, c: 3 },
    { by: 'amount', a: 2.5, b: 2, c: 1 },
  ] as const)('are refused out of order: %j', (cuts) => {
    given()
      .when(setTierCuts, policy, { ...cuts, reason })
      .refused('tier-cuts-out-of-order')
  })
})

describe('churn days (L01)', () => {
  const policy = { policy: 'churn-days' }

  it('count their versions', () => {
    given()
      .when(setChurnDays, policy, { days: 60, reason })
      .then(churnDaysSet({ days: 60, reason }))
    given(churnDaysSet({ days: 60, reason }))
      .when(setChurnDays, policy, { days: 60, reason })
      .saysNothing()
    expect(ChurnPolicy.fold(ChurnPolicy.initial, churnDaysSet({ days: 60, reason }))).toEqual({ version: 1, value: 60 })
  })
})

describe('the allocation key (E02)', () => {
  const policy = { policy: 'allocation-key' }
  const weights = [
    { campaign: 'spring', weight: 3 },
    { campaign: 'autumn', weight: 1 },
  ]

  it('is set, and says nothing when it holds already', () => {
    given().when(setAllocationKey, policy, { by: 'direct-cost', reason }).saysNothing()
    const days = allocationKeySet({ key: { by: 'days' }, reason })
    given().when(setAllocationKey, policy, { by: 'days', reason }).then(days)
    given(days).when(setAllocationKey, policy, { by: 'days', reason }).saysNothing()
  })

  it('takes weights in any order, which is the same key', () => {
    const set = allocationKeySet({ key: { by: 'weights', weights: weights.toReversed() }, reason })
    given().when(setAllocationKey, policy, { by: 'weights', weights, reason }).then(set)
    given(set).when(setAllocationKey, policy, { by: 'weights', weights: weights.toReversed(), reason }).saysNothing()
  })

  it('is refused where weights contradict it, or name a campaign twice', () => {
    given().when(setAllocationKey, policy, { by: 'weights', reason }).refused('weights-contradict-key')
    given().when(setAllocationKey, policy, { by: 'days', weights, reason }).refused('weights-contradict-key')
    given()
      .when(setAllocationKey, policy, { by: 'weights', weights: [...weights, weights[0]!], reason })
      .refused('weight-twice', { campaign: 'spring' })
  })
})

describe('funnel stages (F01)', () => {
  const kind = { kind: 'seminar' }
  const stages = [{ stage: 'registered' as const }, { stage: 'attended' as const, end: 'the doors close' }]
  const set = funnelStagesSet({
    kind: 'seminar',
    reason,
    stages: [
      { stage: 'registered', ...conditions.registered },
      { stage: 'attended', start: conditions.attended.start, end: 'the doors close' },
    ],
  })

  it('are an ordered choice, with conditions of their own or the usual ones', () => {
    given().when(setFunnelStages, kind, { stages, reason }).then(set)
    given(set).when(setFunnelStages, kind, { stages, reason }).saysNothing()
    given()
      .when(setFunnelStages, kind, { stages: [...usualStages], reason })
      .saysNothing()
  })

  it('stand there once', () => {
    given()
      .when(setFunnelStages, kind, { stages: [...stages, { stage: 'registered' }], reason })
      .refused('stage-twice', { stage: 'registered' })
  })
})
