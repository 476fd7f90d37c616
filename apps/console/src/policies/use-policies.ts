import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'

/** Tier cuts, churn days and allocation key in force. */
export const usePolicies = () => useQuery({ queryKey: ['policies'], queryFn: () => ask('/v1/policies', {}) })

/** The stages in force for a kind of campaign. */
export const useStages = (kind: string) =>
  useQuery({
    queryKey: ['policies', 'stages', kind],
    queryFn: () => ask('/v1/policies/funnel-stages/{kind}', { path: { kind } }),
  })
