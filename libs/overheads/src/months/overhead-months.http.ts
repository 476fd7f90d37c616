import { itemRoute, listRoute } from '@ledger/http'
import { Overheads } from '../overheads/overheads.js'
import { overheadMonths } from './overhead-months.js'
import type { OverheadMonth } from './overhead-months.js'

const tag = 'Overheads'

const amounts = ({ totals }: OverheadMonth) =>
  Object.entries(totals)
    .map(([currency, amount]) => `${amount} ${currency}`)
    .join(', ')

export const monthRoutes = [
  listRoute(overheadMonths, {
    path: 'overheads',
    operation: 'listOverheads',
    summary: 'The months for which indirect costs are recorded, with what they come to (E02)',
    tag,
    filters: { month: { field: 'month' } },
    sorts: { month: 'month' },
    past: () => ({ name: 'overheads', streamPrefixes: [Overheads.stream({ month: '' })] }),
    present: ({ document }) => document,
    columns: {
      month: (one: OverheadMonth) => one.month,
      overheads: (one: OverheadMonth) => one.overheads.filter(({ reversed }) => reversed === undefined).length,
      totals: amounts,
      changedAt: (one: OverheadMonth) => one.changedAt,
    },
  }),
  itemRoute(overheadMonths, {
    path: 'overheads/:month',
    operation: 'getOverheads',
    summary: 'The indirect costs of one month (E02)',
    tag,
    unknown: 'overheads-unknown',
    key: ({ month }) => month!,
    revision: ({ revision }) => revision,
    stream: ({ month }) => Overheads.stream({ month: month! }),
    present: ({ document }) => document,
  }),
]
