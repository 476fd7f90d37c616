import type { ServerKind } from './server.js'

/** The last version under an open licence. */
export const EVENTSTOREDB_IMAGE = 'eventstore/eventstore:24.6.0-jammy'
const PORT = 2113

export const eventStoreDb: ServerKind = {
  name: 'EventStoreDB',
  variable: 'EVENTSTORE_URL',
  async start() {
    const { GenericContainer, Wait } = await import('testcontainers')
    const container = await new GenericContainer(EVENTSTOREDB_IMAGE)
      .withCommand(['--insecure', '--mem-db', '--run-projections=System', '--start-standard-projections'])
      .withExposedPorts(PORT)
      .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
      .start()
    const url = `esdb://${container.getHost()}:${container.getMappedPort(PORT)}?tls=false`
    return { url, stop: () => container.stop() }
  },
}
