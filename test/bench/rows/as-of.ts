import { bigLedger } from '../history/big-ledger.js'
import { median, sideBySide, timed } from '../measure.js'
import { startService } from '../processes.js'
import type { Served } from '../processes.js'
import type { Row } from '../row.js'

/** Milliseconds until a funnel is there; it must be one of people who came as far as the desk. */
const asked = ({ url, headers }: Served, path: string): Promise<number> =>
  timed(async () => {
    const answer = await fetch(`${url}${path}`, { headers })
    const { stages } = (await answer.json()) as { stages?: readonly { name: string; count: number }[] }
    if (!stages?.some(({ name, count }) => name === 'registered' && count > 0))
      throw new Error(`${path}: ${answer.status}`)
  })

export const asOf: Row = {
  id: 'as-of',
  what: 'a funnel of 1 M participants as known at a past position, over HTTP: the first question about that position, for which nothing is kept yet',
  against: 'the same funnel today',
  unit: 'ms',
  goal: { atMost: 10 },
  async measure(stage) {
    const { dataDir, campaign, over } = await bigLedger(stage)
    const service = await startService(dataDir)
    const path = `/v1/campaigns/${campaign}/funnel`
    const again: number[] = []
    let turn = 0
    try {
      const measured = await sideBySide(
        async () => {
          const past = `${path}?knownAtPosition=${over - turn++}`
          const first = await asked(service, past)
          again.push(await asked(service, past))
          return first
        },
        () => asked(service, path),
      )
      const [later, memory] = [median(again), (await service.peakMemory()) / 1_048_576]
      return {
        ...measured,
        note: `asked again: ${later.toFixed(0)} ms; the service took ${memory.toFixed(0)} MB at most`,
      }
    } finally {
      await service.stop()
    }
  },
}
