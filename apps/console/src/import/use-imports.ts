import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { order } from '../api/client'
import { passes } from '../api/problem'
import type { Manifest } from './manifest'
import type { Form } from './mapping/mapping'
import type { Preview } from './mapping/preview'

export interface Counts {
  readonly rows: number
  readonly passedOver: number
  readonly items: number
  readonly recorded: number
  readonly unchanged: number
  readonly rejected: number
}

export interface WorkCard {
  readonly kind: 'check' | 'run'
  readonly state: 'waiting' | 'running' | 'cancelling' | 'finished' | 'failed' | 'cancelled'
  readonly by: string
  readonly requestedAt: string
  readonly startedAt?: string
  readonly endedAt?: string
  readonly tries: number
  readonly progress: { readonly bytes: number; readonly totalBytes: number }
  readonly counts: Counts
  readonly failure?: { readonly code: string; readonly message: string }
}

export interface Reject {
  readonly file: string
  readonly line: number
  readonly code: string
  readonly message: string
  readonly raw?: string
}

export interface Work extends WorkCard {
  readonly manifest: Manifest
  readonly reasons: Readonly<Record<string, number>>
  readonly rejects: readonly Reject[]
}

export interface UploadCard {
  readonly import: string
  readonly name: string
  readonly bytes: number
  readonly by: string
  readonly uploadedAt: string
  readonly expiresAt: string
  readonly work?: WorkCard
}

export interface Upload extends UploadCard {
  readonly form: Form
  readonly columns: readonly string[]
  readonly work?: Work
}

interface UploadPage {
  readonly items: readonly UploadCard[]
  readonly next?: string
  readonly largest: number
}

const KEY = ['imports']
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
    queryFn: ({ pageParam: cursor }) =>
      order<UploadPage>('GET', `/v1/imports?${new URLSearchParams({ limit: '50', ...(cursor ? { cursor } : {}) })}`),
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ work }) => isBusy(work))) ? LOOK_MS : false,
  })

export const useImport = (id: string) =>
  useQuery({
    queryKey: [...KEY, id],
    queryFn: () => order<Upload>('GET', `/v1/imports/${id}`),
    refetchInterval: ({ state }) => (isBusy(state.data?.work) ? WATCH_MS : false),
  })

/** The first rows of a file, read in a form; while another form is asked for, as they were. */
export const usePreview = (id: string, { columns, ...form }: Form) =>
  useQuery({
    queryKey: [...KEY, id, 'preview', form],
    queryFn: () => {
      const said = Object.entries(form).map(([name, value]) => [name, String(value)])
      return order<Preview>(
        'GET',
        `/v1/imports/${id}/preview?${new URLSearchParams([['rows', String(ROWS)], ...said])}`,
      )
    },
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
  const [key, setKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: ({ verb, manifest }: { verb: 'check' | 'run' | 'cancel'; manifest?: Manifest }) =>
      order<Upload>('POST', `/v1/imports/${id}/${verb}`, manifest ?? {}, manifest ? { 'idempotency-key': key } : {}),
    onSuccess: (upload) => {
      queries.setQueryData([...KEY, id], upload)
      onDone?.(upload)
    },
    onSettled: (_, error) => {
      if (!passes(error)) setKey(crypto.randomUUID())
      return queries.invalidateQueries({ queryKey: [...KEY, 'all'] })
    },
  })
}

export function useRemoval() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => order('DELETE', `/v1/imports/${id}`),
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
