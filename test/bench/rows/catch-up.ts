import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fillLog } from '../history/fill.js'
import { eventsOf, history } from '../history/history.js'
import { runProgram } from '../processes.js'
import { scaled } from '../row.js'
import type { Measured, Row } from '../row.js'

export const catchUp: Row = {
  id: 'catch-up',
  what: '1 M events into all views',
  against: 'a raw scan that parses the JSON',
  unit: 'events/s',
  goal: { atLeast: 0.4 },
  memoryLimit: 512 * 1_048_576,
  async measure(stage) {
    const dataDir = join(stage.folder, 'catch-up')
    // A million events as they come: campaign after campaign with the same people.
    const size = { people: scaled(stage, 50_000), purchases: scaled(stage, 50_000) }
    const sizes = Array.from({ length: 5 }, (_, nth) => ({ campaign: `campaign-${nth}`, ...size }))
    await mkdir(dataDir)
    await fillLog(dataDir, history(sizes))
    const events = sizes.reduce((sum, one) => sum + eventsOf(one), 0)
    return runProgram<Measured>('rows/catch-up.program.ts', [dataDir, String(events)])
  },
}
