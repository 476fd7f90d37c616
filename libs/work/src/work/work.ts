import { aggregate, decide, event, nothing } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'

/** An item that the rules refused: its place in the request, its own id, and the code. */
export interface RefusedItem {
  readonly index: number
  readonly id: string
  readonly code: string
}

interface Of {
  readonly work: string
}

/** `context`: what all items share, such as campaign and wave. `digest`: of context and items. `receipt`: where the items are. */
export const workAccepted = event('WorkAccepted')<
  Of & {
    kind: string
    total: number
    digest: string
    receipt: string
    by: string
    context: object
    occurredAt?: string
    reason?: string
  }
>()
/** One chunk is done. Counts are of this chunk. */
export const workProgressed = event('WorkProgressed')<
  Of & { chunk: number; items: number; changed: number; unchanged: number; refused: readonly RefusedItem[] }
>()
export const workFinished = event('WorkFinished')<
  Of & { done: number; changed: number; unchanged: number; refused: number }
>()
export const workCancelled = event('WorkCancelled')<Of & { by: string; done: number; reason?: string }>()
export const workEvents = [workAccepted, workProgressed, workFinished, workCancelled] as const

export const workPhases = ['running', 'finished', 'cancelled'] as const

export interface WorkState {
  readonly phase: 'unknown' | (typeof workPhases)[number]
  readonly kind: string
  readonly by: string
  readonly digest: string
  readonly receipt: string
  readonly context: object
  readonly occurredAt?: string
  readonly reason?: string
  readonly total: number
  /** Chunks that are done; the next one has this number. */
  readonly chunks: number
  readonly done: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
}

const initial: WorkState = {
  phase: 'unknown',
  kind: '',
  by: '',
  digest: '',
  receipt: '',
  context: {},
  total: 0,
  chunks: 0,
  done: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
}

/** A bulk request that is carried out piece by piece. */
export const Work = aggregate({ category: 'work', ids: ['work'], events: workEvents, initial, fold })

function fold(work: WorkState, event: EventOf<(typeof workEvents)[number]>): WorkState {
  switch (event.type) {
    case 'WorkAccepted': {
      const { work: _, ...accepted } = event.data
      return { ...work, ...accepted, phase: 'running' }
    }
    case 'WorkProgressed': {
      const { items, changed, unchanged, refused } = event.data
      return {
        ...work,
        chunks: work.chunks + 1,
        done: work.done + items,
        changed: work.changed + changed,
        unchanged: work.unchanged + unchanged,
        refused: work.refused + refused.length,
      }
    }
    case 'WorkFinished':
      return { ...work, phase: 'finished' }
    case 'WorkCancelled':
      return { ...work, phase: 'cancelled' }
  }
}

export class AcceptWork {
  kind: string
  total: number
  digest: string
  receipt: string
  context: object
  occurredAt?: string
  reason?: string
}

export const acceptWork = decide(Work, AcceptWork, {}, (work, command, { target, actor }) =>
  work.phase === 'unknown' ? workAccepted({ ...target, ...command, by: actor }) : nothing,
)

export class RecordProgress {
  chunk: number
  items: number
  changed: number
  unchanged: number
  refused: readonly RefusedItem[]
}

/**
 * Only the next chunk counts: one that is reported again, by a second runner or after a crash, says nothing. The chunk
 * that was under way when the work was cancelled is done all the same.
 */
export const recordProgress = decide(Work, RecordProgress, {}, (work, command, { target }) =>
  (work.phase === 'running' || work.phase === 'cancelled') && command.chunk === work.chunks
    ? workProgressed({ ...target, ...command })
    : nothing,
)

export class FinishWork {}

export const finishWork = decide(Work, FinishWork, {}, (work, _, { target }) => {
  const { done, changed, unchanged, refused } = work
  return work.phase === 'running' && done === work.total
    ? workFinished({ ...target, done, changed, unchanged, refused })
    : nothing
})

export class CancelRunningWork {
  reason?: string
}

export const cancelWork = decide(Work, CancelRunningWork, {}, (work, { reason }, { target, actor }) =>
  work.phase === 'running'
    ? workCancelled({ ...target, by: actor, done: work.done, ...(reason === undefined ? {} : { reason }) })
    : nothing,
)
