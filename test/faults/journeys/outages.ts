import type { Proxy } from '../../stacks/proxy.js'
import { checkService } from '../checks/service.js'
import { CannotTry } from '../journey.js'
import type { Journey, Outcome } from '../journey.js'
import { preparedPlace } from '../place.js'
import type { Running } from '../place.js'
import { randomOf } from '../random.js'
import type { Random } from '../random.js'
import { summaryOf } from '../summary.js'
import { comesTrue, during, pause } from '../waiting.js'

const LOAD_MS = 600
/** How long everything may take until a request that was open is answered again. */
const RECOVERS_MS = 60_000

/** One kind of fault of a network, for a while; what it did. */
type Fault = (network: Proxy, random: Random, service: Running) => Promise<string>

/** Nobody takes connections, as after a kill of the server, until it is started again. */
const down: Fault = async (network, random, service) => {
  const ms = random.between(100, 3_000)
  network.down()
  await pause(ms)
  const alive = (await service.admin.get('/health/live')).status === 200
  network.up()
  return alive ? `down for ${ms} ms` : `FOUND: the service did not say that it lives`
}

/** Pieces are lost on the way: they arrive nowhere, and the connection with them breaks in the middle of an answer. */
const cut: Fault = async (network, random) => {
  const side = random.pick(['requests', 'answers'] as const)
  network.hold(side)
  await pause(random.between(20, 400))
  network.cut()
  network.release()
  return `${side} cut half-way`
}

const held: Fault = async (network, random) => {
  const ms = random.between(200, 6_000)
  network.hold('requests', 'answers')
  await pause(ms)
  network.release()
  return `silent for ${ms} ms`
}

const slow: Fault = async (network, random) => {
  const ms = random.between(20, 250)
  network.delay(ms)
  await pause(2_000)
  network.delay(0)
  return `everything ${ms} ms later`
}

/** What a network does to a service under load, again and again; then it is looked at from the outside. */
const outage = (name: string, about: string, servers: readonly string[], faults: readonly Fault[]): Journey => ({
  name,
  about,
  async run(circumstances): Promise<Outcome> {
    const { stack, seed, rounds } = circumstances
    const networks = servers.flatMap((server) => stack.networks[server] ?? [])
    if (networks.length === 0) throw new CannotTry(`there is no network to the ${servers.join(' or ')} in this stack`)
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
          told.push(await random.pick(faults)(random.pick(networks), random, service))
          await pause(LOAD_MS)
        },
      )
      await place.load.finish(() => service.url, AbortSignal.timeout(RECOVERS_MS))
      found.push(...(await afterwards(service)), ...told.filter((one) => one.startsWith('FOUND')))
      circumstances.progress(`${number}: ${told.at(-1)!}; ${place.load.acknowledged.length} acknowledged`)
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

export const eventStoreDown = outage(
  'event-store-down',
  'the event store is gone for a while under load: 503, then everything goes on without a restart',
  ['event store'],
  [down],
)

export const readStoreDown = outage(
  'read-store-down',
  'the read store is gone for a while under load: 503, then everything goes on without a restart',
  ['read store'],
  [down],
)

export const badNetworks = outage(
  'bad-networks',
  'the networks to the servers lose answers half-way, say nothing, are slow: nothing is lost or doubled',
  ['event store', 'read store'],
  [down, cut, cut, held, slow],
)
