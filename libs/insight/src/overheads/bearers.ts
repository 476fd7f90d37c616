import { campaignBoard, phases } from '@ledger/campaigns'
import type { CampaignDocument } from '@ledger/campaigns'
import type { AllocationKey } from '@ledger/policies'
import type { Views } from '@ledger/read-store'
import { dayNumber, monthEnd, monthStart } from '@ledger/values'
import type { Bearer } from '../calculation/allocation.js'
import type { Participant } from '../participants/participant.js'
import { participantKey } from '../participants/participant.js'
import { participants } from '../participants/participants.js'

/** A campaign that takes part in a month, by its approved plan. */
export interface CampaignOfMonth extends Bearer {
  readonly name: string
  readonly currency: string
}

type Row = readonly [campaign: string, plan: CampaignDocument['plan'], costs: CampaignDocument['costs']]

const dropped: readonly string[] = ['draft', 'submitted', 'rejected', 'cancelled']

/**
 * The campaigns that bear the indirect cost of a month: approved, not cancelled, with a day of their period in it; by id
 * ascending, with what each has of the key.
 */
export async function bearersOf(
  views: Views,
  month: string,
  { by, weights = [] }: AllocationKey,
): Promise<readonly CampaignOfMonth[]> {
  const [first, last] = [monthStart(month), monthEnd(month)]
  const weightOf = new Map(weights.map(({ campaign, weight }) => [campaign, weight]))
  const found: CampaignOfMonth[] = []
  const filter = {
    phase: { in: phases.filter((phase) => !dropped.includes(phase)) },
    'approvedPlan.period.from': { lte: last },
    'approvedPlan.period.to': { gte: first },
  }
  const baseOf: Readonly<Record<AllocationKey['by'], (row: Row) => number | bigint | Promise<number | bigint>>> = {
    equal: () => 1,
    'direct-cost': ([, , costs]) => spentIn(month, costs),
    revenue: ([campaign, { currency }]) => revenueIn(views, month, campaign, currency),
    participants: ([campaign]) => views.of(participants).count({ campaign }),
    days: ([, { period }]) => dayNumber(least(period.to, last)) - dayNumber(greatest(period.from, first)) + 1,
    weights: ([campaign]) => weightOf.get(campaign) ?? 0,
  }
  for await (const rows of views.of(campaignBoard).scan({ fields: ['campaign', 'approvedPlan', 'costs'], filter }))
    for (const row of rows as readonly Row[]) {
      const [campaign, { name, currency }] = row
      found.push({ campaign, name, currency, base: BigInt(await baseOf[by](row)) })
    }
  return found
}

const isIn = (month: string, day: string): boolean => day.startsWith(`${month}-`)
const least = (a: string, b: string): string => (a < b ? a : b)
const greatest = (a: string, b: string): string => (a > b ? a : b)

const spentIn = (month: string, costs: CampaignDocument['costs']): bigint =>
  costs
    .filter(({ reversed, day }) => reversed === undefined && isIn(month, day))
    .reduce((sum, { amount }) => sum + BigInt(amount), 0n)

/** What was bought in a month because of a campaign, in its currency: whoever bought in another one is not compared. */
async function revenueIn(views: Views, month: string, campaign: string, currency: string): Promise<bigint> {
  let sum = 0n
  const options = { fields: ['purchases'], keyPrefix: participantKey(campaign, '') }
  for await (const rows of views.of(participants).scan(options))
    for (const [purchases] of rows as readonly (readonly [Participant['purchases']])[])
      for (const [, , day, revenue, of] of Object.values(purchases ?? {}))
        if (of === currency && isIn(month, day)) sum += BigInt(revenue)
  return sum
}
