import type { Proxy } from '../../stacks/proxy.js'
import type { Stack } from '../stacks/stack.js'
import { pause } from '../waiting.js'
import { outage } from './outage.js'
import type { Fault } from './outage.js'

/** Nobody takes connections, as after a kill of the server, until it is started again. */
const down: Fault<Proxy> = async (network, random, service) => {
  const ms = random.between(100, 3_000)
  network.down()
  await pause(ms)
  const { status } = await service.admin.get('/health/live').finally(() => network.up())
  return status === 200 ? `down for ${ms} ms` : `FOUND: the service did not say that it lives`
}

/** Pieces are lost on the way: they arrive nowhere, and the connection with them breaks in the middle of an answer. */
const cut: Fault<Proxy> = async (network, random) => {
  const side = random.pick(['requests', 'answers'] as const)
  network.hold(side)
  await pause(random.between(20, 400))
  network.cut()
  network.release()
  return `${side} cut half-way`
}

const held: Fault<Proxy> = async (network, random) => {
  const ms = random.between(200, 6_000)
  network.hold('requests', 'answers')
  await pause(ms)
  network.release()
  return `silent for ${ms} ms`
}

const slow: Fault<Proxy> = async (network, random) => {
  const ms = random.between(20, 250)
  network.delay(ms)
  await pause(2_000)
  network.delay(0)
  return `everything ${ms} ms later`
}

const networksTo = (...servers: readonly string[]) => ({
  targets: ({ networks }: Stack) => servers.flatMap((server) => networks[server] ?? []),
  missing: `there is no network to the ${servers.join(' or ')} in this stack`,
})

export const eventStoreDown = outage({
  name: 'event-store-down',
  about: 'the event store is gone for a while under load: 503, then everything goes on without a restart',
  ...networksTo('event store'),
  faults: [down],
})

export const readStoreDown = outage({
  name: 'read-store-down',
  about: 'the read store is gone for a while under load: 503, then everything goes on without a restart',
  ...networksTo('read store'),
  faults: [down],
})

export const badNetworks = outage({
  name: 'bad-networks',
  about: 'the networks to the servers lose answers half-way, say nothing, are slow: nothing is lost or doubled',
  ...networksTo('event store', 'read store'),
  faults: [down, cut, cut, held, slow],
})
