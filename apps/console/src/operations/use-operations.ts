import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, order } from '../api/client'
import type { Schemas } from '../api/client'

export type View = Schemas['ViewStatus']
/** While something is being filled its progress is looked at this often. */
const WATCH_MS = 1_000
/** Lag is no event; it is looked at now and then while the screen is open. */
const LOOK_MS = 5_000

export const useViews = () =>
  useQuery({
    queryKey: ['operations', 'views'],
    queryFn: () => ask('/v1/projections', {}),
    refetchInterval: ({ state }) => (state.data?.items.some(({ rebuild }) => rebuild) ? WATCH_MS : LOOK_MS),
  })

export const useReadiness = () =>
  useQuery({ queryKey: ['operations', 'ready'], queryFn: () => ask('/health/ready', {}), refetchInterval: LOOK_MS })

/** Of the process that answers; whoever operates it may ask. */
export const useService = () =>
  useQuery({ queryKey: ['operations', 'service'], queryFn: () => ask('/v1/service', {}), staleTime: Infinity })

export const useParked = (view: string) =>
  useQuery({
    queryKey: ['operations', 'parked', view],
    queryFn: () => ask('/v1/projections/{view}/parked', { path: { view } }),
  })

export const useInspected = (view: string, key: string) =>
  useQuery({
    queryKey: ['operations', 'parked', view, key],
    queryFn: () => ask('/v1/projections/{view}/parked/{key}', { path: { view, key } }),
  })

interface Order {
  readonly method: 'POST' | 'DELETE'
  /** Below `/v1/projections/`. */
  readonly path: string
}

/** Rebuild, stop, replay. */
export function useOrder() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path }: Order) => order<unknown>(method, `/v1/projections/${path}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['operations'] }),
  })
}
