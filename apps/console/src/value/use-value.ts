import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../api/client'
import type { Schemas } from '../api/client'

export type Tier = Schemas['Tier']
export const tiers: readonly Tier[] = ['A', 'B', 'C', 'D']

/** What a pyramid is asked for; stands in the address. */
export interface Wanted {
  readonly asOf: string
  readonly value: Schemas['ValueKind']
  readonly currency?: string
  /** `rank:0.2,0.5,0.8`; those in force where nothing is said. */
  readonly cuts?: string
}

export const usePyramid = (wanted: Wanted) =>
  useQuery({
    queryKey: ['value', wanted],
    queryFn: () => ask('/v1/value-pyramid', { query: { ...wanted, ...ownWrites() } }),
    // While the slider moves, the day before stays to be seen.
    placeholderData: keepPreviousData,
  })

/** The customers of a tier, best first, page by page. */
export const useCustomersOf = (wanted: Wanted, tier: Tier) =>
  useInfiniteQuery({
    queryKey: ['value', wanted, 'customers', tier],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask('/v1/value-pyramid/customers', {
        query: { ...wanted, tier, ...(pageParam === undefined ? {} : { after: pageParam }), ...ownWrites() },
      }),
    getNextPageParam: ({ next }) => next,
  })
