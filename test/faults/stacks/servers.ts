import { basename } from 'node:path'
import { openMongo } from '@ledger/event-sourcing'
import { openLedger, settingsFrom } from '@ledger/ledger'
import { databaseOn } from '../../stacks/database.js'
import { proxyBefore } from '../../stacks/proxied.js'
import type { Proxy } from '../../stacks/proxy.js'
import type { Stack } from './stack.js'

type Variable = 'EVENTSTORE_URL' | 'MONGODB_URL'
type Urls = Partial<Record<Variable, string>>

const servers = { EVENTSTORE_URL: ['event store', 2113], MONGODB_URL: ['read store', 27017] } as const

/**
 * Some or all of the data on servers that the environment of the harness names. The service reaches them over networks
 * that can be made to fail, the harness directly. A data folder has streams and a database of its own.
 */
export function onServers(name: string, ...variables: readonly Variable[]): Stack {
  const networks: Record<string, Proxy> = {}
  const through: Urls = {}
  const settings = (dataDir: string, { EVENTSTORE_URL, MONGODB_URL }: Urls) => ({
    DATA_DIR: dataDir,
    ...(EVENTSTORE_URL === undefined ? {} : { EVENTSTORE_URL, EVENTSTORE_PREFIX: `${basename(dataDir)}-` }),
    ...(MONGODB_URL === undefined ? {} : { MONGODB_URL: databaseOn(MONGODB_URL, databaseOf(dataDir)) }),
  })
  const directly = (dataDir: string) => settings(dataDir, urlsOf(variables))
  return {
    name,
    networks,
    async prepare() {
      for (const [variable, url] of Object.entries(urlsOf(variables)) as [Variable, string][]) {
        const [server, port] = servers[variable]
        const { proxy, url: led } = await proxyBefore(url, port)
        networks[server] = proxy
        through[variable] = led
      }
    },
    environment: (dataDir) => settings(dataDir, through),
    async open(dataDir) {
      const ledger = await openLedger(settingsFrom(directly(dataDir)))
      const { events, read, codec } = ledger
      return { events, read, decode: (stored) => codec.decode(stored), [Symbol.asyncDispose]: () => ledger.close() }
    },
    async remove(dataDir) {
      const { MONGODB_URL } = directly(dataDir)
      if (MONGODB_URL === undefined) return
      const mongo = await openMongo({ url: MONGODB_URL })
      await mongo.db.dropDatabase()
      await mongo.close()
    },
  }
}

const databaseOf = (dataDir: string): string => basename(dataDir).replaceAll(/[^A-Za-z0-9]/g, '_')

function urlsOf(variables: readonly Variable[]): Urls {
  const missing = variables.filter((one) => !process.env[one])
  if (missing.length > 0) throw new Error(`this stack needs a server: set ${missing.join(' and ')}`)
  return Object.fromEntries(variables.map((one) => [one, process.env[one]!]))
}
