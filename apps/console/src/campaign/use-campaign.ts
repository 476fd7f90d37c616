import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../api/client'
import type { Schemas } from '../api/client'

export type Campaign = Schemas['CampaignDocument']
export type By = 'group' | 'channel' | 'wave'

export const useCampaign = (campaign: string) =>
  useQuery({
    queryKey: ['campaign', campaign],
    queryFn: () => ask('/v1/campaigns/{campaign}', { path: { campaign }, query: ownWrites() }),
  })

export const funnelOf = (campaign: string, by?: By) =>
  queryOptions({
    queryKey: ['campaign', campaign, 'funnel', by],
    queryFn: () =>
      ask('/v1/campaigns/{campaign}/funnel', {
        path: { campaign },
        query: { ...(by === undefined ? {} : { by }), ...ownWrites() },
      }),
  })

export const useFunnelBy = (campaign: string, by: By | undefined) => useQuery(funnelOf(campaign, by))

export const useDesk = (campaign: string) =>
  useQuery({
    queryKey: ['campaign', campaign, 'desk'],
    queryFn: () => ask('/v1/campaigns/{campaign}/desk', { path: { campaign } }),
    refetchOnReconnect: true,
  })
