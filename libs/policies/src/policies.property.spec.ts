import { describe, expect, it } from '@jest/globals'
import { runs, step, walk } from '@ledger/event-sourcing/testing'
import fc from 'fast-check'
import { ChurnPolicy, setChurnDays } from './churn-days/churn-days.js'
import { FunnelPolicy, setFunnelStages } from './funnel-stages/funnel-stages.js'
import { stages } from './funnel-stages/stages.js'
import { cutsInOrder, setTierCuts, TierCutsPolicy } from './tier-cuts/tier-cuts.js'

const reason = fc.constant('x')
const part = fc.constantFrom(0, 0.1, 0.2, 0.5, 0.8, 1, 1.5, 500, 100)

describe('whatever is set, in any order', () => {
  it('is a version more for every change and for nothing else', () => {
    const days = fc.array(fc.record({ days: fc.constantFrom(30, 60, 90), reason }), { maxLength: 20, size: 'max' })
    fc.assert(
      fc.property(days, (all) => {
        const steps = all.map((command) => step(setChurnDays, command))
        for (const { step: taken, before, after, events } of walk(ChurnPolicy, { policy: 'churn-days' }, steps)) {
          const { days: asked } = taken.command as { days: number }
          expect(after).toEqual({ version: before.version + (before.value === asked ? 0 : 1), value: asked })
          expect(events).toHaveLength(after.version - before.version)
        }
      }),
      runs(50),
    )
  })

  it('are always cuts that leave no tier out by mistake', () => {
    const by = fc.constantFrom('rank', 'cumulative-share', 'amount')
    const cuts = fc.array(fc.record({ by, a: part, b: part, c: part, reason }), { maxLength: 20, size: 'max' })
    fc.assert(
      fc.property(cuts, (all) => {
        const steps = all.map((command) => step(setTierCuts, command))
        for (const { before, after, refused } of walk(TierCutsPolicy, { policy: 'tier-cuts' }, steps)) {
          expect(cutsInOrder(after.value)).toBe(true)
          if (refused !== undefined) expect(after).toEqual(before)
        }
      }),
      runs(50),
    )
  })

  it('are always stages that stand there once', () => {
    const chosen = fc.array(fc.constantFrom(...stages), { minLength: 1, maxLength: 6, size: 'max' })
    fc.assert(
      fc.property(fc.array(chosen, { maxLength: 10, size: 'max' }), (all) => {
        const steps = all.map((names) =>
          step(setFunnelStages, { stages: names.map((stage) => ({ stage })), reason: 'x' }),
        )
        for (const { after } of walk(FunnelPolicy, { kind: 'seminar' }, steps)) {
          const names = after.value.map(({ stage }) => stage)
          expect(names).toEqual([...new Set(names)])
        }
      }),
      runs(50),
    )
  })
})
