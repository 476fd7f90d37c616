import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { funnel } from './funnel.js'
import type { FunnelStage } from './funnel.js'
import { referenceFunnel } from './reference-funnel.js'

const stages = ['invited', 'delivered', 'accepted', 'attended'].map((name) => ({ name, start: '', end: '' }))

/** The funnel of so many people at each stage; of a stage that nobody keeps, nothing. */
async function funnelOf(...counts: readonly (number | undefined)[]): Promise<readonly FunnelStage[]> {
  const most = Math.max(...counts.map((count) => count ?? 0))
  const rows = Array.from({ length: most }, (_, person) => ({
    times: counts.map((count) => (count !== undefined && person < count ? 0 : null)),
    groups: [],
    channels: [],
    waves: [],
  }))
  const batches = (async function* () {
    yield rows
  })()
  return (await funnel(stages, batches)).total
}
const rates = (stage: string, median: number, lowest: number, highest: number, campaigns: number) => ({
  stage,
  median,
  lowest,
  highest,
  campaigns,
})

describe('the reference funnel (F03)', () => {
  it('has the median of what campaigns have shown, with the lowest, the highest and how many they are', async () => {
    const funnels = [await funnelOf(10, 10, 5, 1), await funnelOf(20, 10, 4, 2), await funnelOf(100, 80, 80, 80)]
    expect(referenceFunnel(stages, funnels)).toEqual([
      { ...stages[0], fromBefore: undefined, fromFirst: undefined },
      { ...stages[1], fromBefore: rates('invited', 0.8, 0.5, 1, 3), fromFirst: rates('invited', 0.8, 0.5, 1, 3) },
      { ...stages[2], fromBefore: rates('delivered', 0.5, 0.4, 1, 3), fromFirst: rates('invited', 0.5, 0.2, 0.8, 3) },
      { ...stages[3], fromBefore: rates('accepted', 0.5, 0.2, 1, 3), fromFirst: rates('invited', 0.1, 0.1, 0.8, 3) },
    ])
  })

  it('mixes no rates that are measured from different stages: those of most campaigns count', async () => {
    const letters = [await funnelOf(10, undefined, 5, 1), await funnelOf(10, undefined, 6, 1)]
    const [, delivered, accepted] = referenceFunnel(stages, [...letters, await funnelOf(10, 9, 3, 1)])
    expect(delivered!.fromBefore).toEqual(rates('invited', 0.9, 0.9, 0.9, 1))
    expect(accepted!.fromBefore).toEqual(rates('invited', 0.55, 0.5, 0.6, 2))
    expect(accepted!.fromFirst).toEqual(rates('invited', 0.5, 0.3, 0.6, 3))
    const [, , even] = referenceFunnel(stages, [letters[0]!, await funnelOf(10, 10, 3, 1)])
    expect(even!.fromBefore).toEqual(rates('delivered', 0.3, 0.3, 0.3, 1))
  })

  it('has no rates of nothing, nor of a step that nobody was there to take', async () => {
    const without = stages.map((stage) => ({ ...stage, fromBefore: undefined, fromFirst: undefined }))
    expect(referenceFunnel(stages, [])).toEqual(without)
    expect(referenceFunnel(stages, [await funnelOf(0, 0, 0, 0)])).toEqual(without)
    const [, , accepted, attended] = referenceFunnel(stages, [await funnelOf(5, 5, 0, 0)])
    expect([accepted!.fromBefore!.median, attended!.fromBefore, attended!.fromFirst!.median]).toEqual([0, undefined, 0])
  })

  it('stands between the lowest and the highest, however the campaigns are ordered, and is that of one alone', async () => {
    const counts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 })
    const campaigns = fc.array(counts, { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(campaigns, async (all) => {
        const falling = all.map((one) => one.toSorted((a, b) => b - a))
        const funnels = await Promise.all(falling.map((one) => funnelOf(...one)))
        const reference = referenceFunnel(stages, funnels)
        expect(referenceFunnel(stages, funnels.toReversed())).toEqual(reference)
        for (const rate of reference.flatMap(({ fromBefore, fromFirst }) => [fromBefore, fromFirst])) {
          if (!rate) continue
          expect(rate.lowest <= rate.median && rate.median <= rate.highest).toBe(true)
          expect(rate.campaigns).toBeLessThanOrEqual(all.length)
        }
        const [alone] = funnels
        for (const { name, fromBefore } of referenceFunnel(stages, [alone!]))
          expect(fromBefore?.median).toBe(alone!.find((stage) => stage.name === name)!.fromBefore?.rate)
      }),
    )
  })
})
