import type { FunnelStage, StageDefinition } from './funnel.js'
import { median } from './median.js'

/** A rate as several campaigns have shown it, between 0 and 1. */
export interface ReferenceRate {
  /** The stage that it is measured from. */
  readonly stage: string
  readonly median: number
  readonly lowest: number
  readonly highest: number
  /** Of how many campaigns: of those only in which it is measured from that stage. */
  readonly campaigns: number
}

export interface ReferenceStage extends StageDefinition {
  /** Undefined at the first stage, and where no campaign took the step. */
  readonly fromBefore: ReferenceRate | undefined
  readonly fromFirst: ReferenceRate | undefined
}

interface Step {
  readonly stage: string
  readonly rate: number
}

/**
 * Stage by stage, the median rates of several funnels over the same stages. A funnel that does not record a stage measures
 * the next one from another place than the others do. Such rates do not mix: those count that most of them share, of two
 * that are as common those from the nearer stage.
 */
export function referenceFunnel(
  stages: readonly StageDefinition[],
  funnels: readonly (readonly FunnelStage[])[],
): readonly ReferenceStage[] {
  const names = stages.map(({ name }) => name)
  const all = funnels.flatMap(stepsOf)
  return stages.map((definition) => {
    const to = all.filter(({ name }) => name === definition.name)
    return {
      ...definition,
      fromBefore: shared(
        names,
        to.flatMap(({ before }) => before ?? []),
      ),
      fromFirst: shared(
        names,
        to.flatMap(({ first }) => first ?? []),
      ),
    }
  })
}

/** What a funnel measures, by the stage that it leads to. */
interface Steps {
  readonly name: string
  readonly before: Step | undefined
  readonly first: Step | undefined
}

function stepsOf(funnel: readonly FunnelStage[]): readonly Steps[] {
  const recorded = funnel.filter((stage) => stage.recorded)
  return recorded.map(({ name, fromBefore, fromFirst }, at) => ({
    name,
    before: fromBefore && { stage: recorded[at - 1]!.name, rate: fromBefore.rate },
    first: fromFirst && { stage: recorded[0]!.name, rate: fromFirst.rate },
  }))
}

function shared(names: readonly string[], steps: readonly Step[]): ReferenceRate | undefined {
  const byStage = new Map<string, number[]>()
  for (const { stage, rate } of steps) byStage.set(stage, [...(byStage.get(stage) ?? []), rate])
  const nearness = (stage: string) => names.indexOf(stage)
  const [most] = [...byStage].toSorted(
    ([one, rates], [other, others]) => others.length - rates.length || nearness(other) - nearness(one),
  )
  if (!most) return undefined
  const [stage, rates] = most
  return {
    stage,
    median: median(rates)!,
    lowest: Math.min(...rates),
    highest: Math.max(...rates),
    campaigns: rates.length,
  }
}
