import type { ServerKind } from './server.js'

export const MONGODB_IMAGE = 'mongo:8.0'

/** A replica set of one. */
export const mongoDb: ServerKind = {
  name: 'MongoDB',
  variable: 'MONGODB_URL',
  async start() {
    const { MongoDBContainer } = await import('@testcontainers/mongodb')
    const container = await new MongoDBContainer(MONGODB_IMAGE).start()
    return { url: `${container.getConnectionString()}?directConnection=true`, stop: () => container.stop() }
  },
}
