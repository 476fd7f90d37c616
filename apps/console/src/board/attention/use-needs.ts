import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearch } from 'wouter'
import { ask } from '../../api/client'
import { momentInAddress } from '../../api/moment'
import { funnelOf } from '../../campaign/use-campaign'
import type { CampaignCard } from '../../campaign/use-campaigns'
import { behind } from './behind'
import { needsOf } from './needs'
import type { Need } from './needs'

const isUnderWay = ({ phase, targets, begunAt }: CampaignCard): boolean =>
  begunAt !== undefined && targets.length > 0 && ['running', 'underway', 'held'].includes(phase)

/** By campaign. */
export type Needs = ReadonlyMap<string, readonly Need[]>

/** What needs somebody. In the past it is what could be known then; offers and keys wait only now. */
export function useNeeds(cards: readonly CampaignCard[]): Needs {
  const moment = momentInAddress(useSearch())
  const [opened] = useState(() => Date.now())
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['campaigns', 'attention'],
    queryFn: () => ask('/v1/attention', {}),
    enabled: moment === undefined,
  })
  const followed = cards.filter(isUnderWay)
  const funnels = useQueries({ queries: followed.map(({ campaign }) => funnelOf(campaign)) })
  const stages = new Map(followed.map(({ campaign }, at) => [campaign, funnels[at]?.data?.stages ?? []]))
  const waiting = new Map((moment === undefined ? data?.items : [])?.map((one) => [one.campaign, one]))
  const now = moment === undefined ? Math.max(opened, dataUpdatedAt) : Date.parse(moment)
  return new Map(
    cards.map((card) => {
      const { campaign } = card
      return [campaign, needsOf(card, waiting.get(campaign), behind(card, stages.get(campaign) ?? [], now))]
    }),
  )
}
