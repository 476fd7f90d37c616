import { checkService } from '../checks/service.js'
import { silentReader } from '../connections.js'
import type { Beginning } from '../connections.js'
import type { Journey, Outcome } from '../journey.js'
import { preparedPlace } from '../place.js'
import { randomOf } from '../random.js'
import { summaryOf } from '../summary.js'
import { comesTrue, during } from '../waiting.js'

const TIMEOUT_S = 2
/** The time-out, and what the service takes to notice. */
const CUT_OFF_MS = 15_000
const BEGINNINGS: readonly Beginning[] = ['half-body', 'half-bulk', 'half-header']

/** Many clients that begin a request and do not go on. */
export const hangingBodies: Journey = {
  name: 'hanging-bodies',
  about:
    'clients that hang in the middle of a body, a bulk body or a header: the service goes on, and they are cut off',
  async run(circumstances): Promise<Outcome> {
    const { stack, seed, rounds } = circumstances
    const count = rounds < 25 ? 150 : 900
    await using place = await preparedPlace('hanging', circumstances)
    const service = await place.start({ environment: { REQUEST_TIMEOUT: String(TIMEOUT_S) } })
    const before = place.load.acknowledged.length
    const begun = performance.now()
    let closed = 0
    const clients = Array.from({ length: count }, (_, at) =>
      silentReader(service.url, place.tokens.admin, BEGINNINGS[at % BEGINNINGS.length]!)
        .on('close', () => (closed += 1))
        .resume(),
    )
    const found = await during(
      place.load,
      () => service.url,
      async () => {
        const all = await comesTrue(() => closed === count, CUT_OFF_MS)
        return all ? [] : [`${count - closed} of ${count} clients that hang are not cut off`]
      },
    )
    const seconds = (performance.now() - begun) / 1_000
    for (const one of clients) one.destroy()
    await place.load.finish(() => service.url, AbortSignal.timeout(30_000))
    const meanwhile = place.load.acknowledged.length - before
    if (meanwhile === 0) found.push('nobody else was served meanwhile')
    const checked = await checkService(stack, place, service, randomOf(`hanging/${seed}`))
    const half = checked.log.filter(({ subject, data }) => subject.includes('half') || data.customer === 'half')
    if (half.length > 0) found.push(`${half.length} events come from requests that never arrived`)
    await service.process.end('SIGKILL')
    const told = `${count} clients were cut off within ${seconds.toFixed(1)} s, ${meanwhile} requests of others answered meanwhile`
    return { told: [told, ...summaryOf(place.load, checked.log)], found: [...found, ...checked.found] }
  },
}
