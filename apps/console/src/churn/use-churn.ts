import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../api/client'
import type { operations as Questions } from '#api'
import type { Schemas } from '../api/client'

export type Tier = Schemas['Tier']
export const tiers: readonly Tier[] = ['A', 'B', 'C', 'D']
export const isTier = (name: string | undefined): name is Tier => tiers.some((one) => one === name)

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

/** A figure and the day or month, the tier and the currency that it is of. */
export type Asked = NonNullable<Questions['listCustomersOfChurn']['parameters']['query']>

export const useCustomersBehind = (asked: Asked) => useInfiniteQuery(pagesOf(asked))

export interface RiskWanted {
  readonly within: number
  readonly asOf: string
  readonly days?: number
  readonly currency?: string
}

/** Who will be churned soon as of a day, those who bring most first. */
export const useAtRisk = (wanted: RiskWanted) =>
  useInfiniteQuery({
    ...pagesOf({ figure: 'at-risk', limit: 20, ...wanted }),
    placeholderData: keepPreviousData,
  })

/** The customers behind a figure, page by page. */
const pagesOf = (query: Asked) => ({
  queryKey: ['churn', 'customers', query],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam }: { readonly pageParam: string | undefined }) =>
    ask('/v1/churn-by-tier/customers', {
      query: { ...query, ...(pageParam === undefined ? {} : { after: pageParam }), ...ownWrites() },
    }),
  getNextPageParam: ({ next }: { readonly next?: string }) => next,
})
