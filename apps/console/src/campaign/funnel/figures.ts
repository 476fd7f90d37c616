import type { Schemas } from '../../api/client'
import type { Row } from '../../charts/csv'
import type { Measure } from './measures'

type Stage = Schemas['FunnelStage']

/** A part of the people (`all` of them, or one by its key), with what its stages are held against. */
export interface Part {
  readonly key: string
  readonly stages: readonly Stage[]
  readonly measures: readonly Measure[]
}

/** A column of the table to take away; shares stand between 0 and 1. */
type Column = (stage: Stage, measure: Measure | undefined) => string | number | undefined

const columns: Readonly<Record<string, Column>> = {
  stage: ({ name }) => name,
  recorded: ({ recorded }) => String(recorded),
  count: ({ count }) => count,
  beside: ({ beside }) => beside,
  fromBefore: ({ fromBefore }) => fromBefore?.rate,
  fromBeforeLow: ({ fromBefore }) => fromBefore?.low,
  fromBeforeHigh: ({ fromBefore }) => fromBefore?.high,
  fromFirst: ({ fromFirst }) => fromFirst?.rate,
  fromFirstLow: ({ fromFirst }) => fromFirst?.low,
  fromFirstHigh: ({ fromFirst }) => fromFirst?.high,
  medianMsFromBefore: ({ medianFromBefore }) => medianFromBefore,
}

const targetColumns: Readonly<Record<string, Column>> = {
  target: (_, measure) => measure?.target?.value,
  reached: (_, measure) => measure?.target?.reached,
}

const referenceColumns: Readonly<Record<string, Column>> = {
  reference: (_, measure) => measure?.reference?.rate,
  referenceExpected: (_, measure) => measure?.reference?.expected,
  againstReference: (_, measure) => measure?.reference?.says,
}

/** The figures of a funnel as rows, the first of which names the columns: what is shown, and what it is held against. */
export function figuresOf(parts: readonly Part[]): readonly Row[] {
  const measures = parts.flatMap((part) => part.measures)
  const shown = {
    ...columns,
    ...(measures.some(({ target }) => target) ? targetColumns : {}),
    ...(measures.some(({ reference }) => reference) ? referenceColumns : {}),
  }
  const rows = parts.flatMap((part) =>
    part.stages.map((stage) => {
      const measure = part.measures.find((one) => one.stage === stage.name)
      return [part.key, ...Object.values(shown).map((column) => column(stage, measure))]
    }),
  )
  return [['part', ...Object.keys(shown)], ...rows]
}
