// In a process of its own, so that the memory is that of the catch-up alone. Arguments: data folder, events in its log.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { keepHeapSmall } from '@ledger/ledger'
import { openStores } from '../history/fill.js'
import { sideBySide, timed } from '../measure.js'

const [dataDir = '', events = ''] = process.argv.slice(2)
const perSecond = (ms: number): number => (Number(events) / ms) * 1_000
let peak = 0
// As the service and the command line do.
keepHeapSmall()

async function intoAllViews(): Promise<number> {
  const { projector, close } = await openStores(dataDir, 'caught-up.sqlite')
  const ms = await timed(() => projector.catchUp())
  await close()
  peak = process.resourceUsage().maxRSS * 1_024
  for (const end of ['', '-wal', '-shm']) await rm(join(dataDir, `caught-up.sqlite${end}`), { force: true })
  return perSecond(ms)
}

/** Every row in order of its place, a page at a time, with both JSON texts parsed. */
async function rawScan(): Promise<number> {
  const database = new DatabaseSync(join(dataDir, 'events.sqlite'), { readOnly: true })
  const page = database.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT 1000')
  let parsed = 0
  const ms = await timed(() => {
    for (let last = 0; ;) {
      const rows = page.all(last)
      for (const { data, metadata } of rows) parsed += JSON.parse(String(data)) && JSON.parse(String(metadata)) ? 1 : 0
      if (rows.length === 0) return
      last = Number(rows.at(-1)!.position)
    }
  })
  database.close()
  if (parsed !== Number(events)) throw new Error(`${parsed} events were scanned, not ${events}`)
  return perSecond(ms)
}

const measured = await sideBySide(intoAllViews, rawScan)
process.stdout.write(JSON.stringify({ ...measured, memory: peak }))
