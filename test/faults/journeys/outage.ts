import { checkService } from '../checks/service.js'
import { CannotTry } from '../journey.js'
import type { Journey, Outcome } from '../journey.js'
import { preparedPlace } from '../place.js'
import type { Running } from '../place.js'
import { randomOf } from '../random.js'
import type { Random } from '../random.js'
import type { Stack } from '../stacks/stack.js'
import { summaryOf } from '../summary.js'
import { comesTrue, during, pause } from '../waiting.js'

const LOAD_MS = 600
/** How long everything may take until a request that was open is answered again. */
const RECOVERS_MS = 60_000

/** Something that is done to a server or to the way to it, for a while; what it did. */
export type Fault<Target> = (target: Target, random: Random, service: Running) => Promise<string>

export interface OutageKind<Target> extends Pick<Journey, 'name' | 'about'> {
  /** What of a stack this can be done to. */
  targets(stack: Stack): readonly Target[]
  /** What is missing where there is none. */
  readonly missing: string
  readonly faults: readonly Fault<Target>[]
}

/** What servers and networks do to a service under load, again and again; then it is looked at from the outside. */
export const outage = <Target>({ name, about, targets, missing, faults }: OutageKind<Target>): Journey => ({
  name,
  about,
  async run(circumstances): Promise<Outcome> {
    const { stack, seed, rounds } = circumstances
    const there = targets(stack)
    if (there.length === 0) throw new CannotTry(missing)
    const random = randomOf(`${name}/${seed}`)
    await using place = await preparedPlace(name, circumstances)
    const service = await place.start()
    const told: string[] = []
    const found: string[] = []
    for (let number = 1; number <= Math.max(3, rounds / 5); number += 1) {
      await during(
        place.load,
        () => service.url,
        async () => {
          await pause(LOAD_MS)
          told.push(await random.pick(faults)(random.pick(there), random, service))
          await pause(LOAD_MS)
        },
      )
      await place.load.finish(() => service.url, AbortSignal.timeout(RECOVERS_MS))
      found.push(...(await afterwards(service)), ...told.slice(-1).filter((one) => one.startsWith('FOUND')))
      circumstances.progress(`${number}: ${told.at(-1)!}; ${place.load.acknowledged.length} acknowledged`)
      // What has not come back makes every further look wait for nothing.
      if (found.length > 0) break
    }
    if (place.load.unanswered > 0) found.push(`${place.load.unanswered} requests were never answered`)
    const checked = await checkService(stack, place, service, random)
    await service.process.end('SIGKILL')
    return { told: [told.join('; '), ...summaryOf(place.load, checked.log)], found: [...found, ...checked.found] }
  },
})

/** Without a restart, and without anybody who helps. */
async function afterwards({ admin }: Running): Promise<readonly string[]> {
  const ready = await comesTrue(async () => (await admin.get('/health/ready')).status === 200, RECOVERS_MS)
  return ready ? [] : [`not ready ${RECOVERS_MS} ms later: ${JSON.stringify((await admin.get('/health/ready')).body)}`]
}
