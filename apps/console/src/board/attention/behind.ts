import { reachedOf } from '../../campaign/funnel/reached'
import type { Reached } from '../../campaign/funnel/reached'
import type { CampaignCard } from '../../campaign/use-campaigns'
import { beginningOf, dayAt, dayNumber } from '../../shared/days'

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

/**
 * What of the targets lags behind, between the first wave and the moment by which each must be reached: midnight in the
 * zone in which the plan reckons its days.
 */
export function behind(card: CampaignCard, stages: readonly Reached[], now: number): readonly Behind[] {
  const { phase, period, targets, begunAt } = card
  if (begunAt === undefined || !['running', 'underway', 'held'].includes(phase)) return []
  return targets.flatMap(({ indicator, value }) => {
    const reached = reachedOf(stages, indicator)
    if (reached === undefined) return []
    const due = beginningOf(BEFOREHAND.includes(indicator) ? period.from : dayAfter(period.to), period.zone)
    const isOver = phase === 'held' || now >= due
    const share = isOver ? 1 : Math.max(0, (now - Date.parse(begunAt)) / (due - Date.parse(begunAt)))
    const least = isOver ? value : value * share * (1 - TOLERANCE)
    return reached < least ? [{ indicator, reached, value, expected: Math.round(value * share) }] : []
  })
}

const dayAfter = (day: string): string => dayAt(dayNumber(day) + 1)
