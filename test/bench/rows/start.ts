import { bigLedger } from '../history/big-ledger.js'
import { sideBySide, timed } from '../measure.js'
import { startBareNest, startService } from '../processes.js'
import type { Served } from '../processes.js'
import type { Row } from '../row.js'

/** Milliseconds from the start of the process to the first 200. */
async function firstAnswer(start: () => Promise<Served>, path: string): Promise<number> {
  let served: Served | undefined
  const ms = await timed(async () => {
    served = await start()
    while ((await fetch(`${served.url}${path}`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 5))
  })
  await served?.stop()
  return ms
}

export const start: Row = {
  id: 'start',
  what: 'start of what is installed to the first 200, with 5 M events stored',
  against: 'a bare Nest start',
  unit: 'ms',
  goal: { atMost: 2 },
  async measure(stage) {
    const { dataDir } = await bigLedger(stage)
    return sideBySide(
      () => firstAnswer(() => startService(dataDir), '/health/ready'),
      () => firstAnswer(() => startBareNest('bare-nest.mjs'), '/'),
      5,
    )
  },
}
