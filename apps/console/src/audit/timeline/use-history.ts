import { useInfiniteQuery } from '@tanstack/react-query'
import { ask } from '../../api/client'
import type { Schemas } from '../../api/client'

export type Item = Schemas['HistoryItem']

/** What a timeline is asked for; the whole log where no subject is named. */
export interface Wanted {
  /** `campaign/<id>`, `participant/<campaign>/<customer>`, `customer/<id>`, `policy/<name>`. */
  readonly subject?: string
  readonly with?: 'participants'
  readonly type?: string
  readonly who?: string
  readonly recordedFrom?: string
  readonly recordedTo?: string
  readonly afterPosition?: number
  readonly toPosition?: number
  readonly occurredAfter?: string
  readonly occurredBy?: string
  readonly order: 'newest' | 'oldest'
}

export const useHistory = (wanted: Wanted) =>
  useInfiniteQuery({
    queryKey: ['audit', 'history', wanted],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: next }) =>
      ask('/v1/audit/history', {
        query: { ...wanted, ...(next === undefined ? {} : { next }) },
      }),
    getNextPageParam: ({ next }) => next,
  })

/** Why an event happened, and what came of it; page by page, as far as anybody wants to look ahead. */
export const useCauses = (position: number) =>
  useInfiniteQuery({
    queryKey: ['audit', 'causes', position],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      ask('/v1/audit/history/{position}/causes', {
        path: { position },
        query: after === undefined ? {} : { after },
      }),
    getNextPageParam: ({ next }) => next,
  })
