import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../api/client'
import type { Schemas } from '../api/client'

export type Month = Schemas['OverheadMonth']
export type Shares = Schemas['SharedOverheads']
export type Key = Schemas['AllocationKey']

/** The months for which something is recorded, the latest first. */
export const useMonths = () =>
  useQuery({
    queryKey: ['overheads'],
    queryFn: () => ask('/v1/overheads', { query: { sort: '-month', limit: 100, ...ownWrites() } }),
  })

/** The indirect costs of a month; null where none are known. */
export const useMonth = (month: string) =>
  useQuery({
    queryKey: ['overheads', month],
    queryFn: async () => (await ask('/v1/overheads', { query: { month, ...ownWrites() } })).items[0] ?? null,
  })

/** Who bears what of them, by the key in force. */
export const useShares = (month: string) =>
  useQuery({
    queryKey: ['overheads', month, 'shares'],
    queryFn: () => ask('/v1/overheads/{month}/shares', { path: { month }, query: ownWrites() }),
  })

/** The same under other keys, beside the one in force. @param key as questions write it, several parted by semicolons */
export const useSharesBeside = (month: string, key: string) =>
  useQuery({
    queryKey: ['overheads', month, 'what-if', key],
    queryFn: () => ask('/v1/what-if/overheads/{month}', { path: { month }, query: { key, ...ownWrites() } }),
    placeholderData: keepPreviousData,
  })
