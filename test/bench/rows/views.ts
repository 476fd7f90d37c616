import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { bigLedger } from '../history/big-ledger.js'
import { sideBySide, timed } from '../measure.js'
import { startService } from '../processes.js'
import type { Row } from '../row.js'

interface Question {
  readonly id: string
  readonly what: string
  /** The address that is asked. */
  readonly path: (campaign: string) => string
  /** The view that holds the rows which the answer needs, and the condition that an index answers. */
  readonly rows: { readonly view: string; readonly where: string }
  readonly holds: (answer: never) => boolean
}

/** A day in the middle of the history, which nobody has asked for before. */
let asked = 0
const someDay = (): string => new Date(Date.parse('2025-06-01') + asked++ * 86_400_000).toISOString().slice(0, 10)

const questions: readonly Question[] = [
  {
    id: 'funnel-1m',
    what: 'the funnel of a campaign of 1 M participants, over HTTP',
    path: (campaign) => `/v1/campaigns/${campaign}/funnel`,
    rows: { view: 'participants', where: `campaign = 'large'` },
    holds: ({ stages }: { stages: { count: number }[] }) => stages.length > 2 && stages[0]!.count > 0,
  },
  {
    id: 'pyramid-1m',
    what: 'the value pyramid as of any day over 1 M purchases, over HTTP',
    path: () => `/v1/value-pyramid?asOf=${someDay()}`,
    rows: { view: 'purchase-years', where: `currency = 'EUR'` },
    holds: ({ customers }: { customers: number }) => customers > 0,
  },
  {
    id: 'churn-1m',
    what: 'churn by tier as of any day over 1 M purchases, over HTTP',
    path: () => `/v1/churn-by-tier?asOf=${someDay()}`,
    rows: { view: 'purchase-years', where: `currency = 'EUR'` },
    holds: (answer) => Object.keys(answer).length > 0,
  },
]

export const viewRows: readonly Row[] = questions.map(({ id, what, path, rows, holds }) => ({
  id,
  what,
  against: 'one indexed raw read of the rows it needs',
  unit: 'ms',
  goal: { atMost: 3 },
  async measure(stage) {
    const { dataDir, campaign } = await bigLedger(stage)
    const service = await startService(dataDir)
    try {
      return await sideBySide(
        () =>
          timed(async () => {
            const answer = await fetch(`${service.url}${path(campaign)}`, { headers: service.headers })
            if (!answer.ok || !holds((await answer.json()) as never))
              throw new Error(`${path(campaign)}: ${answer.status}`)
          }),
        async () => timed(() => rawRead(join(dataDir, 'views.sqlite'), rows)),
      )
    } finally {
      await service.stop()
    }
  },
}))

/** Every document that an index finds, once, with nothing done to it. */
function rawRead(file: string, { view, where }: Question['rows']): void {
  const database = new DatabaseSync(file, { readOnly: true })
  const { name } = database.prepare('SELECT name FROM builds WHERE view = ? AND live = 1').get(view) as { name: string }
  let bytes = 0
  for (const row of database
    .prepare(`SELECT document FROM "${name}" WHERE ${where} AND document IS NOT NULL`)
    .iterate())
    bytes += String(row.document).length
  database.close()
  if (bytes === 0) throw new Error(`${view} holds nothing`)
}
