import type { Schemas } from '../../api/client'

/** Indicators that a plan promises → stages of the funnel that count them. */
const stageOf: Readonly<Record<string, string>> = { opportunities: 'opportunity', contracts: 'contract' }

/** How many have come as far as an indicator says, in order or beside it; undefined where no stage counts that. */
export function reachedOf(stages: Schemas['FunnelAnswer']['stages'], indicator: string): number | undefined {
  const stage = stages.find(({ name }) => name === (stageOf[indicator] ?? indicator))
  return stage && stage.count + stage.beside
}
