import { derivedCommandId } from '@ledger/event-sourcing'
import { readLog } from '../checks/log.js'
import { checkService } from '../checks/service.js'
import { silentReader } from '../connections.js'
import type { Journey, Outcome } from '../journey.js'
import type { Place, Running } from '../place.js'
import { preparedPlace } from '../place.js'
import { randomOf } from '../random.js'
import { summaryOf } from '../summary.js'
import { during, pause } from '../waiting.js'

const ENDS_MS = 10_000

/** SIGTERM in the middle of everything: requests, bulk work, live feeds, bodies that hang, connections that say nothing. */
export const sigterm: Journey = {
  name: 'sigterm',
  about: 'SIGTERM under load: what was accepted is answered, exit code 0 within 10 seconds',
  async run(circumstances): Promise<Outcome> {
    const { stack, seed, rounds } = circumstances
    const random = randomOf(`sigterm/${seed}`)
    await using place = await preparedPlace('sigterm', circumstances)
    const found: string[] = []
    const took: number[] = []
    for (let number = 0; number < Math.max(2, rounds / 5); number += 1) {
      const service = await place.start()
      took.push(await ended(place, service, random.between(100, 1_000), found))
      circumstances.progress(`end ${number + 1}: ${Math.round(took.at(-1)!)} ms`)
    }
    const service = await place.start()
    await place.load.finish(() => service.url, AbortSignal.timeout(30_000))
    const checked = await checkService(stack, place, service, random)
    await service.process.end('SIGKILL')
    const told = `${took.length} ends under load, the longest took ${Math.round(Math.max(...took))} ms`
    return { told: [told, ...summaryOf(place.load, checked.log)], found: [...found, ...checked.found] }
  },
}

/** One end under load; how long it took (ms). */
async function ended(
  place: Place,
  { process: service, url }: Running,
  afterMs: number,
  found: string[],
): Promise<number> {
  const { admin } = place.tokens
  const others = [
    ...Array.from({ length: 5 }, () => silentReader(url, admin, 'live-feed')),
    ...Array.from({ length: 5 }, () => silentReader(url, admin, 'half-body')),
    ...Array.from({ length: 5 }, () => silentReader(url, admin, 'nothing')),
  ]
  const took = await during(
    place.load,
    () => url,
    async () => {
      await pause(afterMs)
      const begun = performance.now()
      const late = setTimeout(() => void service.end('SIGKILL'), ENDS_MS + 2_000)
      const { code, signal } = await service.end('SIGTERM')
      clearTimeout(late)
      const ms = performance.now() - begun
      if (code !== 0) found.push(`it ended with ${signal ?? `exit code ${code}`} after ${Math.round(ms)} ms`)
      if (ms > ENDS_MS) found.push(`it took ${Math.round(ms)} ms to end`)
      return ms
    },
  )
  for (const one of others) one.destroy()
  found.push(...(await unanswered(place)))
  return took
}

/** What has no answer must not have been carried out: the service had accepted it then. */
async function unanswered(place: Place): Promise<readonly string[]> {
  const service = await place.start()
  const written = new Set((await readLog(service.admin)).map(({ commandid }) => commandid))
  await service.process.end('SIGTERM')
  return place.load.open
    .filter(({ by, key }) => written.has(derivedCommandId('key', by, key)))
    .map(({ key }) => `${key} was carried out and never answered`)
}
