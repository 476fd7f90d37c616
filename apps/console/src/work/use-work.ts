import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, give, ownWrites } from '../api/client'
import type { Schemas } from '../api/client'

export type Work = Schemas['WorkDocument']
export type WorkPhase = Work['phase']
export const workPhases: readonly WorkPhase[] = ['running', 'finished', 'cancelled']

/** Which work is wanted. */
export interface Wanted {
  readonly campaign?: string
  readonly phase?: WorkPhase
}

/** While something is under way its progress is looked at this often. */
const WATCH_MS = 1_000
const PAGE = 20

/** Bulk requests, newest first, page by page. */
export const useWork = (wanted: Wanted) =>
  useInfiniteQuery({
    queryKey: ['work', wanted],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask('/v1/work', {
        query: {
          sort: '-acceptedAt',
          limit: PAGE,
          ...wanted,
          ...(cursor === undefined ? {} : { cursor }),
          ...ownWrites(),
        },
      }),
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      (state.data?.pages ?? []).some(({ items }) => items.some(({ phase }) => phase === 'running')) && WATCH_MS,
  })

/** What of a work was refused, in order, page by page. */
export const useRefusals = (work: string) =>
  useInfiniteQuery({
    queryKey: ['work', 'refusals', work],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam: after }) =>
      ask('/v1/work/{work}/refusals', { path: { work }, query: after === undefined ? {} : { after } }),
    getNextPageParam: ({ next }) => next,
  })

/** Stops a work after what is under way of it. */
export function useStop(onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ work, reason }: { readonly work: string; readonly reason: string }) =>
      give({ path: `work/${work}/cancel`, body: reason === '' ? {} : { reason } }, `stop-${work}`),
    onSuccess: async () => {
      onDone()
      await queries.invalidateQueries({ queryKey: ['work'] })
    },
  })
}
