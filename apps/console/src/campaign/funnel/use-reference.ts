import { useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../../api/client'
import type { Schemas } from '../../api/client'
import { funnelOf } from '../use-campaign'
import type { Campaign } from '../use-campaign'
import { referenceOf, referenceOfKind } from './measures'
import type { ReferenceStage } from './measures'

/** In the address, instead of a campaign: all of the same kind that are over. No id looks like this. */
export const SAME_KIND = '*'

/** What a funnel is held against, and of which campaigns that is taken. */
export interface ReferenceShown {
  readonly stages: readonly ReferenceStage[]
  /** Missing where it is one campaign, which is chosen by its name. */
  readonly sources?: Schemas['ReferenceFunnel']['sources']
  readonly more?: boolean
}

const ofCampaign = ({ stages }: Schemas['FunnelAnswer']): ReferenceShown => ({ stages: referenceOf(stages) })
const ofKind = ({ stages, sources, more }: Schemas['ReferenceFunnel']): ReferenceShown => ({
  stages: referenceOfKind(stages),
  sources,
  more: more === true,
})

/** Another campaign, or what is usual for the kind of this one. */
export function useReference({ campaign, plan: { kind } }: Campaign, chosen: string | undefined) {
  const isOfKind = chosen === SAME_KIND
  const usual = useQuery({
    queryKey: ['campaign', campaign, 'reference', kind],
    queryFn: () => ask('/v1/funnels/reference/{kind}', { path: { kind }, query: { except: campaign, ...ownWrites() } }),
    enabled: isOfKind,
    select: ofKind,
  })
  const other = useQuery({
    ...funnelOf(chosen ?? ''),
    enabled: chosen !== undefined && !isOfKind,
    select: ofCampaign,
  })
  return isOfKind ? usual : other
}
