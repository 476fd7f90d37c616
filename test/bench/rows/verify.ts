import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fillLog } from '../history/fill.js'
import { eventsOf, history } from '../history/history.js'
import { runProgram } from '../processes.js'
import { scaled } from '../row.js'
import type { Measured, Row } from '../row.js'

export const verify: Row = {
  id: 'verify',
  what: '`verify` of a log of 1 M events: every rule, leaf, tile and checkpoint',
  against: 'hashing the same bytes once with Node',
  unit: 'ms',
  goal: { atMost: 4 },
  memoryLimit: 512 * 1_048_576,
  async measure(stage) {
    const dataDir = join(stage.folder, 'verify')
    const sizes = [{ campaign: 'large', people: scaled(stage, 250_000), purchases: scaled(stage, 250_000) }]
    await mkdir(dataDir)
    await fillLog(dataDir, history(sizes))
    return runProgram<Measured>('rows/verify.program.ts', [dataDir, String(eventsOf(sizes[0]!))])
  },
}
