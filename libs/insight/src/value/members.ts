import { invalid } from '@ledger/http'
import { daysLeft, isChurned } from '../calculation/churn.js'
import { populationOf } from '../calculation/customer-history.js'
import type { Cut, CustomerHistory } from '../calculation/customer-history.js'
import { topGroupOf } from '../calculation/pyramid.js'
import type { TopGroupName } from '../calculation/pyramid.js'
import { tierNames } from '../calculation/tiers.js'
import type { Tier } from '../calculation/tiers.js'

/** How many days before they count as churned customers are at risk, where nothing is said. */
const SOON_DAYS = 30

export const figures = ['customers', 'active', 'churned', 'came-back', 'at-risk'] as const
export type FigureName = (typeof figures)[number]

/** Which figure is opened; everything that is named must hold. */
export interface Figure {
  /** Of the day, or of the month's start; `none`: not a customer yet. */
  readonly tier?: Tier | 'none' | undefined
  readonly month?: string | undefined
  readonly figure?: FigureName | undefined
  /** Of `at-risk`: who has at most so many days left. */
  readonly within?: number | undefined
  /** A group of the concentration. */
  readonly group?: TopGroupName | undefined
  /** The tier at the month's end: a cell of the moves. */
  readonly to?: Tier | undefined
}

/** The customers in columns with the tiers of the day (or of the month's start) that the figure is about. */
export interface Measured {
  readonly history: CustomerHistory
  readonly start: Cut
  readonly end: Cut
  /** At the start, and at the end where that is asked for. */
  readonly tiers: Uint8Array
  readonly tiersAtEnd: Uint8Array
  readonly churnDays: number
}

/** Indexes of the customers that a figure counts: ascending, those at risk by what they bring, most first. */
export function membersOf(
  { history, start, end, tiers, tiersAtEnd, churnDays }: Measured,
  { tier, to, month, group, figure = 'customers', within = SOON_DAYS }: Figure,
): readonly number[] {
  const population = populationOf(history, to === undefined ? start : end)
  const members = group === undefined ? [...population] : topGroupOf(group, start.value, population)
  const inTier = (of: Uint8Array, index: number, wanted: Tier | 'none' | undefined) =>
    wanted === undefined || (tierNames[of[index]!] ?? 'none') === wanted
  const counts = (index: number): boolean => {
    const before = isChurned(start, index, churnDays)
    switch (figure) {
      case 'customers':
        return true
      case 'active':
        return !before
      case 'churned':
        return month === undefined ? before : !before && isChurned(end, index, churnDays)
      case 'came-back':
        return before && end.lastPurchase[index]! > start.day
      case 'at-risk':
        return (daysLeft(start, index, churnDays) ?? Infinity) <= within
    }
  }
  const counted = members.filter(
    (index) => inTier(tiers, index, tier) && inTier(tiersAtEnd, index, to) && counts(index),
  )
  return figure === 'at-risk' ? counted.toSorted(byValue(start)) : counted
}

/** Who brings most comes first; of equal values the lesser id. */
const byValue =
  ({ value }: Cut) =>
  (one: number, other: number): number =>
    value[other]! - value[one]! || one - other

/**
 * Those of the members that come behind a customer, whether or not that one still counts.
 * @param after id of the last customer of the page before; throws a problem where nobody is called so
 */
export function membersAfter(
  after: string | undefined,
  members: readonly number[],
  { history, start }: Measured,
  { figure }: Figure,
): readonly number[] {
  if (after === undefined) return members
  if (figure !== 'at-risk') return members.filter((index) => history.ids[index]! > after)
  const last = history.ids.indexOf(after)
  if (last < 0) throw invalid([{ field: 'after', message: 'must be `next` of the page before' }], 'query')
  return members.filter((index) => byValue(start)(last, index) < 0)
}
