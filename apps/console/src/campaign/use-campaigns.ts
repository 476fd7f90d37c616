import { useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../api/client'
import type { Schemas } from '../api/client'

export type CampaignCard = Schemas['CampaignCard']

/** As many as one page of the API holds. */
const MOST = 1_000

/** Every campaign, newest first; what is searched and filtered on the screen is filtered here. */
export const useCampaigns = () =>
  useQuery({
    queryKey: ['campaigns'],
    queryFn: () => ask('/v1/campaigns', { query: { limit: MOST, sort: '-from', ...ownWrites() } }),
  })
