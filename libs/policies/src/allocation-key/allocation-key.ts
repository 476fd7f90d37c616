import { aggregate, decide, digestOf, event, nothing, refuse } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { Id, ListOf, OneOf, Reason, WholeNumber } from '@ledger/fields'

export const allocationBases = ['equal', 'direct-cost', 'revenue', 'participants', 'days', 'weights'] as const

export interface CampaignWeight {
  readonly campaign: string
  readonly weight: number
}

/**
 * By what the indirect cost of a month is shared out among the campaigns whose period has a day in it (E02): each alike,
 * their direct cost or their linked purchases of that month, their people, their days in it, or weights that are set.
 */
export interface AllocationKey {
  readonly by: (typeof allocationBases)[number]
  /** By `weights` alone, by campaign ascending; a campaign that is not named bears nothing. */
  readonly weights?: readonly CampaignWeight[]
}

export const allocationKeySet = event('AllocationKeySet')<{ key: AllocationKey; reason: string }>()

/** Version 0 is what holds where nobody has decided anything. */
export const AllocationPolicy = aggregate({
  category: 'policy',
  ids: ['policy'],
  events: [allocationKeySet],
  initial: { version: 0, value: { by: 'direct-cost' } as AllocationKey },
  fold: ({ version }, { data }: EventOf<typeof allocationKeySet>) => ({ version: version + 1, value: data.key }),
})

/** The largest weight: a thousand campaigns of it still add up exactly. */
export const LARGEST_WEIGHT = 1_000_000

export class WeightOfCampaign implements CampaignWeight {
  @Id({ example: 'spring-fair-2027' })
  campaign: string

  @WholeNumber({ min: 1, max: LARGEST_WEIGHT, example: 3 })
  weight: number
}

export class SetAllocationKey {
  @OneOf(allocationBases)
  by: AllocationKey['by']

  @ListOf(() => WeightOfCampaign, {
    optional: true,
    min: 1,
    max: 1_000,
    about: 'Goes with `weights`, and with nothing else.',
  })
  weights?: WeightOfCampaign[]

  @Reason()
  reason: string
}

export const setAllocationKey = decide(AllocationPolicy, SetAllocationKey, {}, ({ value }, { by, weights, reason }) => {
  if ((by === 'weights') !== (weights !== undefined))
    return refuse('weights-contradict-key', { by, weights: weights?.length ?? 0 })
  const twice = weights?.find(({ campaign }, at) => weights.findIndex((one) => one.campaign === campaign) !== at)
  if (twice) return refuse('weight-twice', { campaign: twice.campaign })
  const key: AllocationKey = { by, ...(weights === undefined ? {} : { weights: inOrder(weights) }) }
  return digestOf(key) === digestOf(value) ? nothing : allocationKeySet({ key, reason })
})

/** The same weights told in another order are the same key. */
export const inOrder = (weights: readonly CampaignWeight[]): readonly CampaignWeight[] =>
  weights.toSorted((a, b) => (a.campaign < b.campaign ? -1 : 1)).map(({ campaign, weight }) => ({ campaign, weight }))
