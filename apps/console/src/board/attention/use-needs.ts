import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearch } from 'wouter'
import { ask } from '../../api/client'
import { momentInAddress } from '../../api/moment'
import type { CampaignCard } from '../../campaign/use-campaigns'
import type { Funnels } from '../use-funnels'
import { behind } from './behind'
import { needsOf } from './needs'
import type { Need } from './needs'

/** By campaign. */
export type Needs = ReadonlyMap<string, readonly Need[]>

/**
 * What needs somebody, with the question about what waits. In the past it is what could be known then; offers and keys
 * wait only now.
 */
export function useNeeds(cards: readonly CampaignCard[], funnels: Funnels) {
  const moment = momentInAddress(useSearch())
  const [opened] = useState(() => Date.now())
  const waiting = useQuery({
    queryKey: ['campaigns', 'attention'],
    queryFn: () => ask('/v1/attention', {}),
    enabled: moment === undefined,
  })
  const byCampaign = new Map((moment === undefined ? waiting.data?.items : [])?.map((one) => [one.campaign, one]))
  const now = moment === undefined ? Math.max(opened, waiting.dataUpdatedAt) : Date.parse(moment)
  const needs: Needs = new Map(
    cards.map((card) => {
      const { campaign } = card
      return [campaign, needsOf(card, byCampaign.get(campaign), behind(card, funnels.data?.get(campaign) ?? [], now))]
    }),
  )
  return { needs, waiting }
}
