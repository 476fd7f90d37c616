import type { Vantage } from '@ledger/time-travel'
import type { FunnelStage } from '../calculation/funnel.js'
import { kindOf, stagesInForce, wholeFunnel } from './funnel.js'

/** How many people a stage has: what of it a glance shows. */
export type StageAtAGlance = Pick<FunnelStage, 'name' | 'recorded' | 'count' | 'beside'>

export interface FunnelAtAGlance {
  readonly campaign: string
  readonly stages: readonly StageAtAGlance[]
}

/** The small funnel of a campaign, by the stages in force; undefined where nothing is known of it. */
export async function funnelAtAGlance(
  { states, views }: Vantage,
  campaign: string,
): Promise<FunnelAtAGlance | undefined> {
  const kind = await kindOf(states, campaign)
  if (kind === undefined) return undefined
  const { value } = await stagesInForce(states, kind)
  const stages = await wholeFunnel(views, campaign, value)
  return {
    campaign,
    stages: stages.map(({ name, recorded, count, beside }) => ({ name, recorded, count, beside })),
  }
}
