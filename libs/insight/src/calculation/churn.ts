import { dayNumber, monthEnd, monthStart } from '@ledger/values'
import { NEVER, RUNNING, cutAt, populationOf } from './customer-history.js'
import type { Cut, CustomerHistory } from './customer-history.js'
import { tierNames, tiersOf } from './tiers.js'
import type { TierCuts } from '@ledger/policies'
import type { Tier } from './tiers.js'
import { rate } from './wilson.js'
import type { Rate } from './wilson.js'

/** What decides who is churned and who stands where: both are settings of which every version is kept. */
export interface ChurnPolicy {
  /** No purchase for more than this many days; exactly as many is not churned. */
  readonly days: number
  readonly cuts: TierCuts
}

/** The counts of one tier as of a day. */
export interface ChurnAsOf {
  readonly customers: number
  readonly churned: number
  /** churned ÷ customers; undefined when there are none. */
  readonly rate: Rate | undefined
}

export interface ChurnByTier {
  readonly asOf: number
  readonly tiers: Readonly<Record<Tier, ChurnAsOf>>
  readonly all: ChurnAsOf
}

/** What became in one month of those who stood in one tier at its start. */
export interface ChurnInMonth {
  readonly customers: number
  /** Not churned at the start. */
  readonly active: number
  /** Active at the start, churned at the end. */
  readonly churned: number
  /** Churned at the start, bought in the month. */
  readonly cameBack: number
  /** churned ÷ active; undefined when no one was active. */
  readonly rate: Rate | undefined
}

/** From a tier at the start (`none`: no customer yet) to a tier at the end: how many customers. */
export type Moves = Readonly<Record<Tier | 'none', Readonly<Record<Tier, number>>>>

export interface MonthOfChurn {
  readonly month: string
  /** The last day before the month and its last day, as numbers since 1970-01-01. */
  readonly from: number
  readonly to: number
  readonly tiers: Readonly<Record<Tier, ChurnInMonth>>
  readonly all: ChurnInMonth
  readonly moves: Moves
}

/** The days on which a month's churn is measured: the last one before it and its last one. The history needs both as cuts. */
export function daysOfMonth(month: string): readonly [from: number, to: number] {
  return [dayNumber(monthStart(month)) - 1, dayNumber(monthEnd(month))]
}

/**
 * Whether a customer of the cut is lost: the last purchase is more than `days` days ago, or a contract has ended, none
 * runs, and no purchase came after the end. Who only has contracts is lost when all have ended. A contract that runs
 * does not keep a buyer who stopped buying.
 */
export function isChurned({ day, lastPurchase, contractEnd }: Cut, index: number, days: number): boolean {
  const [bought, end] = [lastPurchase[index]!, contractEnd[index]!]
  if (bought !== NEVER && day - bought > days) return true
  return end !== NEVER && end !== RUNNING && bought <= end
}

/**
 * The first day on which a customer of the cut counts as churned, if nothing is bought until then; undefined for who is
 * churned already, or has never bought.
 */
export function churnsOn(cut: Cut, index: number, days: number): number | undefined {
  const bought = cut.lastPurchase[index]!
  return bought === NEVER || isChurned(cut, index, days) ? undefined : bought + days + 1
}

/** On how many days more a customer of the cut does not count as churned: 0 for who does from the next one on. */
export function daysLeft(cut: Cut, index: number, days: number): number | undefined {
  const day = churnsOn(cut, index, days)
  return day === undefined ? undefined : day - 1 - cut.day
}

/** Who is churned as of a cut day of the history, by the tier of that day. */
export function churnByTier(history: CustomerHistory, day: number, policy: ChurnPolicy): ChurnByTier {
  const { cut, members, tiers } = standingOn(history, day, policy.cuts)
  const [customers, churned] = [perTier(), perTier()]
  for (const index of members) {
    const tier = tiers[index]!
    customers[tier]! += 1
    if (isChurned(cut, index, policy.days)) churned[tier]! += 1
  }
  const asOf = (many: number, lost: number): ChurnAsOf => ({ customers: many, churned: lost, rate: rate(lost, many) })
  return {
    asOf: day,
    tiers: byTier((tier) => asOf(customers[tier]!, churned[tier]!)),
    all: asOf(sum(customers), sum(churned)),
  }
}

/** How churn moved in each month, by the tier at its start: a tier measured afterwards would show the churn's effect. */
export function churnByMonth(history: CustomerHistory, months: readonly string[], policy: ChurnPolicy): MonthOfChurn[] {
  let last: Standing | undefined
  const standing = (day: number): Standing => {
    // One month's end is the next one's start, and ranking is what takes the time.
    if (last?.cut.day !== day) last = standingOn(history, day, policy.cuts)
    return last
  }
  return months.map((month) => {
    const [from, to] = daysOfMonth(month)
    const [start, end] = [standing(from), standing(to)]
    return { month, from, to, ...churnBetween(start, end.cut, policy.days), moves: movesBetween(start, end) }
  })
}

/** Who belongs to a cut, and in which tier. */
interface Standing {
  readonly cut: Cut
  readonly members: Uint32Array
  /** By customer. */
  readonly tiers: Uint8Array
}

function standingOn(history: CustomerHistory, day: number, cuts: TierCuts): Standing {
  const cut = cutAt(history, day)
  const members = populationOf(history, cut)
  return { cut, members, tiers: tiersOf(cut.value, members, cuts) }
}

function churnBetween(start: Standing, end: Cut, days: number): Pick<MonthOfChurn, 'tiers' | 'all'> {
  const [customers, active, churned, cameBack] = [perTier(), perTier(), perTier(), perTier()]
  for (const index of start.members) {
    const tier = start.tiers[index]!
    customers[tier]! += 1
    if (isChurned(start.cut, index, days)) {
      if (end.lastPurchase[index]! > start.cut.day) cameBack[tier]! += 1
    } else {
      active[tier]! += 1
      if (isChurned(end, index, days)) churned[tier]! += 1
    }
  }
  const counts = (of: (column: Uint32Array) => number): ChurnInMonth => ({
    customers: of(customers),
    active: of(active),
    churned: of(churned),
    cameBack: of(cameBack),
    rate: rate(of(churned), of(active)),
  })
  return { tiers: byTier((tier) => counts((column) => column[tier]!)), all: counts(sum) }
}

/** Nobody leaves the population, so every customer of the start is found again at the end. */
function movesBetween(start: Standing, end: Standing): Moves {
  const counts = [perTier(), perTier(), perTier(), perTier(), perTier()] as const
  for (const index of end.members) {
    const from = counts[Math.min(start.tiers[index]!, tierNames.length)]!
    from[end.tiers[index]!]! += 1
  }
  const [a, b, c, d, none] = counts
  const to = (column: Uint32Array) => byTier((tier) => column[tier]!)
  return { A: to(a), B: to(b), C: to(c), D: to(d), none: to(none) }
}

const perTier = (): Uint32Array => new Uint32Array(tierNames.length)

const byTier = <T>(of: (tier: number) => T): Record<Tier, T> => ({ A: of(0), B: of(1), C: of(2), D: of(3) })

const sum = (counts: Uint32Array): number => counts.reduce((total, count) => total + count, 0)
