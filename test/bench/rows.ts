import type { Row } from './row.js'
import { append64, appendPeer } from './rows/append.js'
import { asOf } from './rows/as-of.js'
import { bulkInvite } from './rows/bulk-invite.js'
import { catchUp } from './rows/catch-up.js'
import { commandHttp } from './rows/command-http.js'
import { console1m } from './rows/console-1m.js'
import { consoleFirst } from './rows/console-first.js'
import { growth } from './rows/growth.js'
import { longStream } from './rows/long-stream.js'
import { proof10m } from './rows/proof-10m.js'
import { start } from './rows/start.js'
import { treeCost } from './rows/tree-cost.js'
import { verify } from './rows/verify.js'
import { viewRows } from './rows/views.js'

/** Every promise about speed, in the order of `docs/explanation/performance.md`. */
export const rows: readonly Row[] = [
  append64,
  appendPeer,
  commandHttp,
  longStream,
  catchUp,
  bulkInvite,
  ...viewRows,
  growth,
  start,
  proof10m,
  verify,
  treeCost,
  asOf,
  consoleFirst,
  console1m,
]
