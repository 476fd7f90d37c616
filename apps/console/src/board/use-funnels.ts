import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { ask, ownWrites } from '../api/client'
import type { Schemas } from '../api/client'
import { momentInAddress } from '../api/moment'
import type { CampaignCard } from '../campaign/use-campaigns'

export type Stages = Schemas['FunnelAtAGlance']['stages']

/** Small funnels by campaign, as they are asked for. */
export type Funnels = UseQueryResult<ReadonlyMap<string, Stages>>

/** As many as the API counts in one question. */
const AT_ONCE = 100

export const hasFunnel = ({ phase }: CampaignCard): boolean => !['draft', 'submitted', 'rejected'].includes(phase)

/** The small funnels of campaigns; hundreds of them are a few questions, one after the other. */
export function useFunnels(cards: readonly CampaignCard[]): Funnels {
  const campaigns = cards.filter(hasFunnel).map(({ campaign }) => campaign)
  return useQuery({
    queryKey: ['campaigns', 'funnels', campaigns],
    queryFn: () => asked(campaigns),
    enabled: campaigns.length > 0,
    placeholderData: keepPreviousData,
    // What was known at a moment stays so, and to look it up again takes the service long.
    ...(momentInAddress() === undefined ? {} : { staleTime: Infinity }),
  })
}

async function asked(campaigns: readonly string[]): Promise<ReadonlyMap<string, Stages>> {
  const found = new Map<string, Stages>()
  for (let at = 0; at < campaigns.length; at += AT_ONCE) {
    const page = campaigns.slice(at, at + AT_ONCE).join(',')
    const { items } = await ask('/v1/funnels', { query: { campaigns: page, ...ownWrites() } })
    for (const { campaign, stages } of items) found.set(campaign, stages)
  }
  return found
}
