import { listRoute } from '@ledger/http'
import { bulkKinds } from '@ledger/ledger'
import { Work, workPhases, works } from '@ledger/work'
import type { WorkDocument } from '@ledger/work'

/** All bulk work, with how far each has come. */
export const WorkList = listRoute(works, {
  path: 'work',
  operation: 'listWork',
  summary: 'Bulk requests: what, by whom, when, and how far each has come',
  tag: 'Work',
  filters: {
    phase: { field: 'phase', oneOf: workPhases },
    kind: { field: 'kind', oneOf: bulkKinds.map(({ name }) => name) },
    by: { field: 'by' },
    campaign: { field: 'context.campaign' },
  },
  sorts: { acceptedAt: 'acceptedAt' },
  past: () => ({ name: 'work', streamPrefixes: [Work.stream({ work: '' })] }),
  present: ({ document }) => document,
  columns: {
    work: (one: WorkDocument) => one.work,
    kind: (one: WorkDocument) => one.kind,
    campaign: (one: WorkDocument) => one.context.campaign,
    wave: (one: WorkDocument) => one.context.wave,
    by: (one: WorkDocument) => one.by,
    reason: (one: WorkDocument) => one.reason,
    acceptedAt: (one: WorkDocument) => one.acceptedAt,
    phase: (one: WorkDocument) => one.phase,
    endedAt: (one: WorkDocument) => one.endedAt,
    total: (one: WorkDocument) => one.total,
    done: (one: WorkDocument) => one.done,
    changed: (one: WorkDocument) => one.changed,
    unchanged: (one: WorkDocument) => one.unchanged,
    refused: (one: WorkDocument) => one.refused,
  },
})
