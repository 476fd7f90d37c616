import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, order } from '../../api/client'
import type { Schemas } from '../../api/client'
import { canCheck, checked } from './check/check'
import type { Checked } from './check/check'

export type Checkpoint = Schemas['ServedCheckpoint']

/** The tree follows the log, and checkpoints follow the tree, without an event that says so: they are looked at this often. */
const LOOK_MS = 5_000

export const useLog = () =>
  useQuery({
    queryKey: ['audit', 'log'],
    queryFn: () => ask('/v1/audit/log', {}),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (data.behind > 0 || data.signed < data.size) && LOOK_MS,
  })

/** The checkpoint of a tree of this size. Witnesses may still come to it. */
export const useCheckpoint = (size: number) =>
  useQuery({
    queryKey: ['audit', 'checkpoints', size],
    queryFn: () => ask('/v1/audit/checkpoints/{size}', { path: { size } }),
    refetchInterval: LOOK_MS,
  })

export const useKeys = () => useQuery({ queryKey: ['audit', 'keys'], queryFn: () => ask('/v1/audit/keys', {}) })

const PAGE = 10

/** Newest first. */
export const useCheckpoints = () =>
  useInfiniteQuery({
    queryKey: ['audit', 'checkpoints'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam: before }) =>
      ask('/v1/audit/checkpoints', { query: { limit: PAGE, ...(before === undefined ? {} : { before }) } }),
    getNextPageParam: ({ next }) => next,
  })

/** Asks for a checkpoint without waiting for the next one. */
export function useSigning() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => order<Checkpoint>('POST', '/v1/audit/checkpoints'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}

export interface Proof {
  readonly answer: Schemas['InclusionAnswer']
  /** What this browser found; missing where it may not compute. */
  readonly checked?: Checked
}

/** The proof of an event, found by its position or its id, and checked here against the keys of the log. */
export const useProof = (event: string | undefined) =>
  useQuery({
    queryKey: ['audit', 'inclusion', event],
    enabled: event !== undefined,
    queryFn: async (): Promise<Proof> => {
      const query = /^\d+$/.test(event!) ? { position: Number(event) } : { event: event! }
      const [answer, { keys }] = await Promise.all([ask('/v1/audit/inclusion', { query }), ask('/v1/audit/keys', {})])
      if (!canCheck()) return { answer }
      return {
        answer,
        checked: await checked(
          answer,
          keys.map(({ key }) => key),
        ),
      }
    },
  })
