import type { EventOf, Recorded } from '@ledger/event-sourcing'
import { view } from '@ledger/read-store'
import type { Progress } from '../work-desk.js'
import { workEvents } from '../work/work.js'

/** A bulk request: what it is about, who asked for it, and how far it has come. */
export type WorkDocument = Progress & {
  readonly work: string
  /** What all items share: campaign, wave and group of invitations. */
  readonly context: Readonly<Record<string, string>>
  readonly by: string
  readonly reason?: string
  readonly acceptedAt: string
  /** When it was finished or cancelled. */
  readonly endedAt?: string
  readonly cancelled?: { readonly by: string; readonly reason?: string }
}

type WorkEvent = Recorded<EventOf<(typeof workEvents)[number]>>

/** One document a bulk request, so that all of them can be listed. */
export const works = view('work', {
  version: 1,
  reads: workEvents,
  indexes: [['acceptedAt'], ['phase'], ['kind'], ['by'], ['context.campaign']],
  keys: (event) => [event.data.work],
  fold: (known: WorkDocument | undefined, event): WorkDocument | undefined =>
    known ? { ...known, ...changes(known, event) } : accepted(event),
})

function accepted({ type, data, metadata }: WorkEvent): WorkDocument | undefined {
  if (type !== 'WorkAccepted') return undefined
  const { work, kind, total, by, context, reason } = data
  return {
    work,
    kind,
    phase: 'running',
    by,
    context: context as WorkDocument['context'],
    ...(reason === undefined ? {} : { reason }),
    acceptedAt: metadata.recordedAt,
    total,
    done: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
  }
}

function changes({ done, changed, unchanged, refused }: WorkDocument, event: WorkEvent): Partial<WorkDocument> {
  const endedAt = event.metadata.recordedAt
  switch (event.type) {
    case 'WorkAccepted':
      return {}
    case 'WorkProgressed':
      return {
        done: done + event.data.items,
        changed: changed + event.data.changed,
        unchanged: unchanged + event.data.unchanged,
        refused: refused + event.data.refused.length,
      }
    case 'WorkFinished':
      return { phase: 'finished', endedAt }
    case 'WorkCancelled': {
      const { by, reason } = event.data
      return { phase: 'cancelled', endedAt, cancelled: { by, ...(reason === undefined ? {} : { reason }) } }
    }
  }
}
