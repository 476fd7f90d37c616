import { readLog } from '../checks/log.js'
import { checkService } from '../checks/service.js'
import type { Journey, Outcome } from '../journey.js'
import { preparedPlace } from '../place.js'
import type { Running } from '../place.js'
import { randomOf } from '../random.js'
import { summaryOf } from '../summary.js'
import { during, pause } from '../waiting.js'

const LOAD_MS = 2_000

/** Two services on one data folder; every request goes to either, and a repeat perhaps to the other. */
export const twoProcesses: Journey = {
  name: 'two-processes',
  about: 'two services share a data folder, the load is split over both, one of them is killed and comes back',
  async run(circumstances): Promise<Outcome> {
    const { stack, seed } = circumstances
    const random = randomOf(`two/${seed}`)
    await using place = await preparedPlace('two', circumstances)
    const both: [Running, Running] = [await place.start(), await place.start()]
    const either = () => random.pick(both).url
    await during(place.load, either, async () => {
      await pause(LOAD_MS)
      await both[1].process.end('SIGKILL')
      await pause(LOAD_MS / 4)
      both[1] = await place.start()
      await pause(LOAD_MS)
    })
    await place.load.finish(either, AbortSignal.timeout(30_000))
    const found: string[] = []
    const lengths: number[] = []
    for (const [at, service] of both.entries()) {
      const checked = await checkService(stack, place, service, random)
      lengths.push(checked.log.length)
      found.push(...checked.found.map((one) => `process ${at + 1}: ${one}`))
    }
    if (lengths[0] !== lengths[1]) found.push(`the two tell of logs of different lengths: ${lengths.join(', ')}`)
    if (place.load.unanswered > 0) found.push(`${place.load.unanswered} requests were never answered`)
    const log = await readLog(both[0].admin)
    for (const { process: service } of both) await service.end('SIGKILL')
    return { told: summaryOf(place.load, log), found }
  },
}
