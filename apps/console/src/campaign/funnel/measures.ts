import type { Schemas } from '../../api/client'
import type { Campaign } from '../use-campaign'
import { stageOf } from './reached'

type Stage = Schemas['FunnelStage']

/** What a stage is held against. */
export interface Measure {
  readonly stage: string
  /** How many the plan promises. */
  readonly target?: number
  readonly reference?: Reference
}

export interface Reference {
  /** Of those at the stage before, as it was in the campaign that is compared with. */
  readonly rate: number
  /** How many would be at this stage, had the rates of that campaign held from the first stage on. */
  readonly expected: number
  /** Whether that rate lies outside of the 95 % interval of this campaign's own. */
  readonly says: 'below' | 'within' | 'above'
}

/** Stage by stage, what the plan promises and what another campaign has shown; only stages that have either. */
export function measuresOf(
  stages: readonly Stage[],
  targets: Campaign['plan']['targets'],
  reference: readonly Stage[] = [],
): readonly Measure[] {
  const promised = new Map(targets.map(({ indicator, value }) => [stageOf(indicator), value]))
  const first = stages.find(({ recorded }) => recorded)?.count ?? 0
  return stages.flatMap((stage) => {
    const target = promised.get(stage.name)
    const shown = referenceFor(stage, first, reference)
    if (target === undefined && !shown) return []
    return [
      {
        stage: stage.name,
        ...(target === undefined ? {} : { target }),
        ...(shown ? { reference: shown } : {}),
      },
    ]
  })
}

function referenceFor({ name, fromBefore }: Stage, first: number, reference: readonly Stage[]): Reference | undefined {
  const there = reference.find((one) => one.name === name)
  if (!there?.fromBefore || !there.fromFirst || !fromBefore) return undefined
  const { rate } = there.fromBefore
  const says = rate > fromBefore.high ? 'below' : rate < fromBefore.low ? 'above' : 'within'
  return { rate, expected: Math.round(first * there.fromFirst.rate), says }
}
