import { aggregate, decide, digestOf, event, nothing, refuse } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { ListOf, OneOf, Reason, Text } from '@ledger/fields'
import { conditions, stages, usualStages } from './stages.js'
import type { FunnelStages, Stage } from './stages.js'

export const funnelStagesSet = event('FunnelStagesSet')<{ kind: string; stages: FunnelStages; reason: string }>()

/** Which stages the funnel of a kind of campaign has, in order (F01). */
export const FunnelPolicy = aggregate({
  category: 'policy-funnel',
  ids: ['kind'],
  events: [funnelStagesSet],
  initial: { version: 0, value: usualStages },
  fold: ({ version }, { data }: EventOf<typeof funnelStagesSet>) => ({ version: version + 1, value: data.stages }),
})

export class StageChoice {
  @OneOf(stages)
  stage: Stage

  @Text({ max: 500, optional: true, about: 'When the stage begins, in words.' })
  start?: string

  @Text({ max: 500, optional: true, about: 'When it ends, in words.' })
  end?: string
}

export class SetFunnelStages {
  @ListOf(() => StageChoice, { min: 1, max: stages.length })
  stages: StageChoice[]

  @Reason()
  reason: string
}

export const setFunnelStages = decide(FunnelPolicy, SetFunnelStages, {}, ({ value }, command, { target }) => {
  const names = command.stages.map(({ stage }) => stage)
  const twice = names.find((stage, at) => names.indexOf(stage) !== at)
  if (twice !== undefined) return refuse('stage-twice', { stage: twice })
  const chosen = command.stages.map((one) => ({ ...conditions[one.stage], ...one }))
  if (digestOf(chosen) === digestOf(value)) return nothing
  return funnelStagesSet({ kind: target.kind, stages: chosen, reason: command.reason })
})
