import { checkService } from '../checks/service.js'
import { CannotTry } from '../journey.js'
import type { Journey, Outcome } from '../journey.js'
import { commands } from '../load/commands.js'
import { preparedPlace } from '../place.js'
import type { Place, Running } from '../place.js'
import { randomOf } from '../random.js'
import { smallSpace } from '../small-space.js'
import { summaryOf } from '../summary.js'
import { comesTrue, during, pause } from '../waiting.js'

const LOAD_MS = 800
const REFUSED = 20

/** No room to write, for a while. */
export const fullDisk: Journey = {
  name: 'full-disk',
  about:
    'no space left: commands answer 503 store-unavailable, reading goes on, and so does everything when there is space',
  async run(circumstances): Promise<Outcome> {
    const { stack, seed, rounds } = circumstances
    if (Object.keys(stack.networks).length > 0) throw new CannotTry('the disks of servers are theirs')
    await using space = await smallSpace()
    await using place = await preparedPlace('full', circumstances, undefined, space.folder)
    const service = await place.start()
    const found: string[] = []
    let refused = 0
    for (let number = 0; number < Math.max(1, rounds / 10); number += 1) {
      await during(
        place.load,
        () => service.url,
        async () => {
          await pause(LOAD_MS)
          space.fill(service.process.pid)
          circumstances.progress(`full for the ${number + 1}. time`)
          refused += await whileFull(place, service, `${seed}-${number}`, found)
          space.free(service.process.pid)
        },
      )
      await place.load.finish(() => service.url, AbortSignal.timeout(30_000))
    }
    if (place.load.unanswered > 0) found.push(`${place.load.unanswered} requests are not answered after there is space`)
    const checked = await checkService(stack, place, service, randomOf(`full/${seed}`))
    await service.process.end('SIGKILL')
    const told = `${space.name}: ${refused} commands were refused while it was full`
    return { told: [told, ...summaryOf(place.load, checked.log)], found: [...found, ...checked.found] }
  },
}

/** How many commands were refused as they should. */
async function whileFull(place: Place, service: Running, name: string, found: string[]): Promise<number> {
  const steps = commands(`x${name}`, 0, randomOf(`full/${name}`))
  let refused = 0
  const full = await comesTrue(async () => {
    const step = steps.next().value
    const { status, body } = await place.load.send(step, () => service.url)
    if (status === 503 && body.code === 'store-unavailable') refused += 1
    else if (status >= 500) found.push(`${step.kind} is answered ${status} ${JSON.stringify(body)}`)
    return refused >= REFUSED
  })
  if (!full) found.push(`only ${refused} commands were refused: the disk was not full, or nobody answered`)
  const paths = [
    '/v1/campaigns',
    '/v1/events?limit=10',
    '/v1/customers',
    '/v1/projections',
    '/health/live',
    '/health/ready',
    '/metrics',
  ]
  for (const path of paths) {
    const { status } = await service.admin.get(path)
    if (status !== 200) found.push(`GET ${path} is answered ${status} while the disk is full`)
  }
  return refused
}
