import type { Schemas } from '../../api/client'
import { reachedOf } from '../../campaign/funnel/reached'
import type { CampaignCard } from '../../campaign/use-campaigns'

/** A promise of the plan that is not kept, or not on the way to be kept. */
export interface Behind {
  readonly indicator: CampaignCard['targets'][number]['indicator']
  readonly reached: number
  readonly value: number
  /** How many there would be by now if they came evenly; all of them once the time is over. */
  readonly expected: number
}

/** Comes about before a campaign begins; everything else until it ends. */
const BEFOREHAND: readonly string[] = ['targeted', 'invited', 'accepted', 'registered']
/** Under way this much less than evenly is no deviation yet. */
const TOLERANCE = 0.2
const DAY_MS = 86_400_000

/** What of the targets lags behind, between the first wave and the day on which each must be reached. */
export function behind(card: CampaignCard, stages: Schemas['FunnelAnswer']['stages'], now: number): readonly Behind[] {
  const { phase, period, targets, begunAt } = card
  if (begunAt === undefined || !['running', 'underway', 'held'].includes(phase)) return []
  return targets.flatMap(({ indicator, value }) => {
    const reached = reachedOf(stages, indicator)
    if (reached === undefined) return []
    const due = BEFOREHAND.includes(indicator) ? Date.parse(period.from) : Date.parse(period.to) + DAY_MS
    const isOver = phase === 'held' || now >= due
    const share = isOver ? 1 : Math.max(0, (now - Date.parse(begunAt)) / (due - Date.parse(begunAt)))
    const least = isOver ? value : value * share * (1 - TOLERANCE)
    return reached < least ? [{ indicator, reached, value, expected: Math.round(value * share) }] : []
  })
}
