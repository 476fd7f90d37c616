import type { Place } from './places.js'
import { proxyTo } from './proxy.js'
import type { Proxy } from './proxy.js'

/** A place whose servers are reached over networks that can be made to fail. */
export interface ProxiedPlace extends AsyncDisposable {
  readonly place: Place
  readonly eventStore: Proxy
  readonly mongo: Proxy
}

/** Puts a proxy before each of the two servers of a place; each of them must be one server. */
export async function proxiedPlace(place: Place): Promise<ProxiedPlace> {
  const { EVENTSTORE_URL = '', MONGODB_URL = '' } = place.environment
  const [eventStore, mongo] = [await proxyBefore(EVENTSTORE_URL, 2113), await proxyBefore(MONGODB_URL, 27017)]
  const environment = { ...place.environment, EVENTSTORE_URL: eventStore.url, MONGODB_URL: mongo.url }
  return {
    place: { ...place, environment },
    eventStore: eventStore.proxy,
    mongo: mongo.proxy,
    async [Symbol.asyncDispose]() {
      await eventStore.proxy[Symbol.asyncDispose]()
      await mongo.proxy[Symbol.asyncDispose]()
    },
  }
}

/** A proxy before the server that a connection string names, and the string that leads to it. */
export async function proxyBefore(url: string, defaultPort: number): Promise<{ proxy: Proxy; url: string }> {
  const [, before, host, port, after] = /^([a-z+]+:\/\/(?:[^@/?]*@)?)([^:,/?]+)(?::(\d+))?([/?].*)?$/.exec(url) ?? []
  if (before === undefined || host === undefined) throw new Error('a proxy stands before a single server')
  const proxy = await proxyTo(host, Number(port ?? defaultPort))
  return { proxy, url: `${before}127.0.0.1:${proxy.port}${after ?? ''}` }
}
