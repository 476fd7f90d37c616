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

/** What needs somebody. In the past it is what could be known then; offers and keys wait only now. */
export function useNeeds(cards: readonly CampaignCard[], funnels: Funnels): Needs {
  const moment = momentInAddress(useSearch())
  const [opened] = useState(() => Date.now())
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['campaigns', 'attention'],
    queryFn: () => ask('/v1/attention', {}),
    enabled: moment === undefined,
  })
  const waiting = new Map((moment === undefined ? data?.items : [])?.map((one) => [one.campaign, one]))
  const now = moment === undefined ? Math.max(opened, dataUpdatedAt) : Date.parse(moment)
  return new Map(
    cards.map((card) => {
      const { campaign } = card
      return [campaign, needsOf(card, waiting.get(campaign), behind(card, funnels.get(campaign) ?? [], now))]
    }),
  )
}
