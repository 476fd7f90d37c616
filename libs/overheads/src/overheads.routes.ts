import { commandRoute } from '@ledger/http'
import { monthRoutes } from './months/overhead-months.http.js'
import { recordOverhead } from './record-overhead/record-overhead.js'
import { reverseOverhead } from './reverse-overhead/reverse-overhead.js'

const tag = 'Overheads'

export const overheadControllers = [
  commandRoute(recordOverhead, {
    path: 'overheads/:month/record',
    summary: 'Record an indirect cost of a month (E02)',
    tag,
  }),
  commandRoute(reverseOverhead, {
    path: 'overheads/:month/reverse',
    summary: 'Take an indirect cost back that was recorded in error',
    tag,
  }),
  ...monthRoutes,
]
