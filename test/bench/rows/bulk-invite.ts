import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { approveCampaign, draftCampaign, submitCampaign } from '@ledger/campaigns'
import type { DraftCampaign } from '@ledger/campaigns'
import { aPlan } from '@ledger/campaigns/testing'
import { openLedger, settingsFrom } from '@ledger/ledger'
import { sideBySide, timed } from '../measure.js'
import { insertRaw } from '../peers/raw-log.js'
import type { RawRow } from '../peers/raw-log.js'
import { startService } from '../processes.js'
import type { Served } from '../processes.js'
import { scaled } from '../row.js'
import type { Row } from '../row.js'

const TURNS = 3

/** A data folder with a campaign for every turn, approved by somebody else. */
async function withCampaigns(dataDir: string): Promise<readonly string[]> {
  const ledger = await openLedger(settingsFrom({ DATA_DIR: dataDir }))
  const names = Array.from({ length: TURNS + 1 }, (_, nth) => `wave-${nth}`)
  for (const campaign of names) {
    await ledger.executor.execute(draftCampaign, { campaign }, { plan: aPlan() } as DraftCampaign, { actor: 'pat' })
    await ledger.executor.execute(submitCampaign, { campaign }, {}, { actor: 'pat' })
    await ledger.executor.execute(approveCampaign, { campaign }, {}, { actor: 'alex' })
  }
  await ledger.close()
  return names
}

/** One request, as lines of NDJSON; done when the work is finished, whatever the views do meanwhile. */
async function invite({ url, headers }: Served, campaign: string, people: number): Promise<void> {
  const lines = function* () {
    for (let from = 0; from < people; from += 1_000)
      yield Buffer.from(
        Array.from(
          { length: Math.min(1_000, people - from) },
          (_, nth) => `"c-${String(from + nth).padStart(7, '0')}"\n`,
        ).join(''),
      )
  }
  const answer = await fetch(`${url}/v1/campaigns/${campaign}/invitations?wave=first&group=key-staff&channel=e-mail`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-ndjson', 'idempotency-key': campaign },
    body: ReadableStream.from(lines()) as never,
    duplex: 'half',
  } as RequestInit)
  const { work } = (await answer.json()) as { work: string }
  if (answer.status !== 202) throw new Error(`the wave was answered ${answer.status}`)
  for (;;) {
    const progress = await fetch(`${url}/v1/work/${work}`, { headers: { ...headers, prefer: 'wait=30' } })
    const { phase, changed } = (await progress.json()) as { phase: string; changed: number }
    if (phase === 'running') continue
    if (changed !== people) throw new Error(`${changed} of ${people} were invited`)
    return
  }
}

/** The rows that a wave has written, read a page at a time. */
function* rowsOf(file: string, campaign: string): Generator<RawRow> {
  const database = new DatabaseSync(file, { readOnly: true })
  const page = database.prepare(
    `SELECT position, stream, revision, id, type, data, metadata FROM events WHERE position > ? ORDER BY position LIMIT 10000`,
  )
  page.setReturnArrays(true)
  for (let last = 0; ;) {
    const rows = page.all(last) as unknown as (readonly [number, ...RawRow])[]
    for (const [, ...row] of rows) if (row[0].startsWith(`participation-${campaign}:`)) yield row
    if (rows.length === 0) break
    last = rows.at(-1)![0]
  }
  database.close()
}

export const bulkInvite: Row = {
  id: 'bulk-invite',
  what: '1,000,000 customers invited by one request',
  against: 'a raw batched insert of the same rows',
  unit: 'customers/s',
  goal: { atLeast: 0.3 },
  memoryLimit: 512 * 1_048_576,
  async measure(stage) {
    const dataDir = join(stage.folder, 'bulk-invite')
    await mkdir(dataDir)
    const campaigns = [...(await withCampaigns(dataDir))]
    const people = scaled(stage, 1_000_000)
    const service = await startService(dataDir)
    const perSecond = (ms: number) => (people / ms) * 1_000
    let invited = ''
    try {
      const measured = await sideBySide(
        async () => {
          invited = campaigns.pop()!
          return perSecond(await timed(() => invite(service, invited, people)))
        },
        async () => {
          const file = join(stage.folder, 'bulk-raw.sqlite')
          const rows = [...rowsOf(join(dataDir, 'events.sqlite'), invited)]
          const ms = await timed(() => insertRaw(file, rows))
          await rm(file)
          return perSecond(ms)
        },
        TURNS,
      )
      return { ...measured, memory: await service.peakMemory() }
    } finally {
      await service.stop()
    }
  },
}
