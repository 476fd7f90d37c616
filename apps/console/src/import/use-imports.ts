import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, order } from '../api/client'
import type { Schemas } from '../api/client'
import { newKey } from '../api/new-key'
import { passes } from '../api/problem'
import type { Manifest } from './manifest'
import type { Form } from './mapping/mapping'
import type { Preview } from './mapping/preview'
import { keepOnly } from './use-kept-import'

export type UploadCard = Schemas['ImportCard']
export type WorkCard = NonNullable<UploadCard['work']>
export type Work = Omit<Schemas['ImportWork'], 'manifest'> & { readonly manifest: Manifest }
export type Upload = Omit<Schemas['Import'], 'work'> & { readonly work?: Work }
export type Reject = Work['rejects'][number]

const KEY = ['imports']
const PAGE = 50
const ROWS = 20
/** While something is under way its progress is looked at this often: a dry run leaves nothing in the live feed. */
const WATCH_MS = 1_000
/** The list of all of them, while one of them is under way. */
const LOOK_MS = 4_000

export const isBusy = (work: WorkCard | undefined): boolean =>
  work !== undefined && ['waiting', 'running', 'cancelling'].includes(work.state)

export const useImports = () =>
  useInfiniteQuery({
    queryKey: [...KEY, 'all'],
    initialPageParam: '',
    queryFn: async ({ pageParam: cursor }) => {
      const page = await ask('/v1/imports', { query: { limit: PAGE, ...(cursor ? { cursor } : {}) } })
      if (!cursor && page.next === undefined) keepOnly(page.items.map((one) => one.import))
      return page
    },
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ work }) => isBusy(work))) ? LOOK_MS : false,
  })

export const useImport = (id: string) =>
  useQuery({
    queryKey: [...KEY, id],
    queryFn: async () => (await ask('/v1/imports/{import}', { path: { import: id } })) as Upload,
    refetchInterval: ({ state }) => (isBusy(state.data?.work) ? WATCH_MS : false),
  })

/** The first rows of a file, read in a form; while another form is asked for, as they were. */
export const usePreview = (id: string, { columns, ...form }: Form) =>
  useQuery({
    queryKey: [...KEY, id, 'preview', form],
    queryFn: () => ask('/v1/imports/{import}/preview', { path: { import: id }, query: { rows: ROWS, ...form } }),
    select: (preview) => named(preview, columns),
    placeholderData: keepPreviousData,
    // A file does not change.
    staleTime: Infinity,
  })

/** Names that a manifest gives to the columns stand instead of those of the file. */
const named = (preview: Preview, columns: readonly string[] | undefined): Preview =>
  columns?.length === preview.columns.length ? { ...preview, columns } : preview

/** A dry run, an import, or the end of it. What is tried again after a lost answer is still the same order. */
export function useWorkOrder(id: string, onDone?: (upload: Upload) => void) {
  const queries = useQueryClient()
  const [key, setKey] = useState(newKey)
  return useMutation({
    mutationFn: ({ verb, manifest }: { verb: 'check' | 'run' | 'cancel'; manifest?: Manifest }) =>
      order<Upload>('POST', `/v1/imports/${id}/${verb}`, manifest ?? {}, manifest ? { 'idempotency-key': key } : {}),
    onSuccess: (upload) => {
      queries.setQueryData([...KEY, id], upload)
      onDone?.(upload)
    },
    onSettled: (_, error) => {
      if (!passes(error)) setKey(newKey())
      return queries.invalidateQueries({ queryKey: [...KEY, 'all'] })
    },
  })
}

export function useRemoval(onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => order('DELETE', `/v1/imports/${id}`),
    onSuccess: (_, id) => {
      queries.removeQueries({ queryKey: [...KEY, id] })
      onDone()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [...KEY, 'all'] }),
  })
}

export function useUploaded() {
  const queries = useQueryClient()
  return (upload: Upload) => {
    queries.setQueryData([...KEY, upload.import], upload)
    return queries.invalidateQueries({ queryKey: [...KEY, 'all'] })
  }
}
