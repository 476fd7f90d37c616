import type { Schemas } from '../../api/client'

/** Indicators that a plan promises → stages of the funnel that count them. */
const stages: Readonly<Record<string, string>> = { opportunities: 'opportunity', contracts: 'contract' }
export const stageOf = (indicator: string): string => stages[indicator] ?? indicator

/** How many people a stage has, in order or beside it. */
export type Reached = Pick<Schemas['FunnelStage'], 'name' | 'count' | 'beside'>

/** How many have come as far as an indicator says, in order or beside it; undefined where no stage counts that. */
export function reachedOf(funnel: readonly Reached[], indicator: string): number | undefined {
  const stage = funnel.find(({ name }) => name === stageOf(indicator))
  return stage && stage.count + stage.beside
}
