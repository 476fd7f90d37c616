import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../api/client'
import type { operations as Questions } from '#api'
import type { Schemas } from '../api/client'

export type Tier = Schemas['Tier']
export const tiers: readonly Tier[] = ['A', 'B', 'C', 'D']

export interface Wanted {
  readonly from: string
  readonly to: string
  readonly days?: number
  readonly currency?: string
}

export interface Month {
  readonly month: string
  readonly tiers: Readonly<Record<Tier, Schemas['ChurnInMonth']>>
  readonly all: Schemas['ChurnInMonth']
  readonly moves: Schemas['Moves']
}

export interface Months {
  readonly months: readonly Month[]
  readonly days: Schemas['InForceNumber']
  readonly currency: string
}

/** Churn month by month; with `from` and `to` the API answers with months. */
export const useChurn = (wanted: Wanted) =>
  useQuery({
    queryKey: ['churn', wanted],
    queryFn: async () => (await ask('/v1/churn-by-tier', { query: { ...wanted, ...ownWrites() } })) as Months,
    placeholderData: keepPreviousData,
  })

/** A cell of the heat map, or of the moves. */
export interface Figure {
  readonly month: string
  readonly tier: Tier | 'none'
  readonly to?: Tier
  readonly figure?: 'churned'
}

export const useCustomersOf = ({ days, currency }: Wanted, figure: Figure) =>
  useInfiniteQuery(
    pagesOf({ ...figure, ...(days === undefined ? {} : { days }), ...(currency === undefined ? {} : { currency }) }),
  )

/** Who of a tier counts as churned as of a day. */
export interface ChurnedWanted {
  readonly asOf: string
  readonly tier: Tier
  readonly days?: number
  readonly currency?: string
}

export const useChurnedOf = (wanted: ChurnedWanted) => useInfiniteQuery(pagesOf({ figure: 'churned', ...wanted }))

export interface RiskWanted {
  readonly within: number
  readonly days?: number
  readonly currency?: string
}

/** Who will be churned soon as of today, those who bring most first. */
export const useAtRisk = (wanted: RiskWanted) =>
  useInfiniteQuery({
    ...pagesOf({ figure: 'at-risk', limit: 20, ...wanted }),
    placeholderData: keepPreviousData,
  })

type Behind = NonNullable<Questions['listCustomersOfChurn']['parameters']['query']>

/** The customers behind a figure, page by page. */
const pagesOf = (query: Behind) => ({
  queryKey: ['churn', 'customers', query],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam }: { readonly pageParam: string | undefined }) =>
    ask('/v1/churn-by-tier/customers', {
      query: { ...query, ...(pageParam === undefined ? {} : { after: pageParam }), ...ownWrites() },
    }),
  getNextPageParam: ({ next }: { readonly next?: string }) => next,
})
