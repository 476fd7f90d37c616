import type { Schemas } from '../../api/client'
import type { Campaign } from '../use-campaign'
import { stageOf } from './reached'

type Stage = Schemas['FunnelStage']

/** What a stage is held against. */
export interface Measure {
  readonly stage: string
  readonly target?: Target
  readonly reference?: Reference
}

export interface Target {
  /** How many the plan promises. */
  readonly value: number
  /** How many there are, in order or beside it. */
  readonly reached: number
  /** How many of these stand beside the funnel. */
  readonly beside: number
}

export interface Reference {
  /** Of those at the stage before, as it is in the reference. */
  readonly rate: number
  /** How many would be at this stage, had the rates of the reference held from the first stage on; where both begin alike. */
  readonly expected?: number
  /** Whether that rate lies outside of the 95 % interval of this campaign's own. */
  readonly says: 'below' | 'within' | 'above'
}

/** A rate, and the stage that it is measured from. */
export interface RateFrom {
  readonly stage: string
  readonly rate: number
}

/** How far others have come at a stage. */
export interface ReferenceStage {
  readonly name: string
  readonly fromBefore?: RateFrom | undefined
  readonly fromFirst?: RateFrom | undefined
}

/** Stage by stage, what the plan promises and what the reference shows; only stages that have either. */
export function measuresOf(
  stages: readonly Stage[],
  targets: Campaign['plan']['targets'],
  reference: readonly ReferenceStage[] = [],
): readonly Measure[] {
  const promised = new Map(targets.map(({ indicator, value }) => [stageOf(indicator), value]))
  const recorded = stages.filter((stage) => stage.recorded)
  return stages.flatMap((stage) => {
    const value = promised.get(stage.name)
    const shown = referenceFor(stage, recorded, reference)
    if (value === undefined && !shown) return []
    const { count, beside } = stage
    const target = value === undefined ? {} : { target: { value, reached: count + beside, beside } }
    return [{ stage: stage.name, ...target, ...(shown ? { reference: shown } : {}) }]
  })
}

/** Rates are compared where they are measured from the same stage: one that nobody keeps here may be kept there. */
function referenceFor(
  { name, fromBefore }: Stage,
  recorded: readonly Stage[],
  reference: readonly ReferenceStage[],
): Reference | undefined {
  const there = reference.find((one) => one.name === name)
  const [first, before] = [recorded[0], recorded[recorded.findIndex((one) => one.name === name) - 1]]
  if (!there?.fromBefore || !fromBefore || there.fromBefore.stage !== before?.name) return undefined
  const { rate } = there.fromBefore
  const says = rate > fromBefore.high ? 'below' : rate < fromBefore.low ? 'above' : 'within'
  if (!first || there.fromFirst?.stage !== first.name) return { rate, says }
  return { rate, expected: Math.round(first.count * there.fromFirst.rate), says }
}

/** Another campaign as a reference. */
export function referenceOf(stages: readonly Stage[]): readonly ReferenceStage[] {
  const recorded = stages.filter((stage) => stage.recorded)
  return recorded.map(({ name, fromBefore, fromFirst }, at) => ({
    name,
    fromBefore: fromBefore && { stage: recorded[at - 1]!.name, rate: fromBefore.rate },
    fromFirst: fromFirst && { stage: recorded[0]!.name, rate: fromFirst.rate },
  }))
}

/** What is usual for a kind of campaign as a reference: the medians of its rates. */
export const referenceOfKind = (stages: Schemas['ReferenceFunnel']['stages']): readonly ReferenceStage[] =>
  stages.map(({ name, fromBefore, fromFirst }) => ({
    name,
    fromBefore: fromBefore && { stage: fromBefore.stage, rate: fromBefore.median },
    fromFirst: fromFirst && { stage: fromFirst.stage, rate: fromFirst.median },
  }))
