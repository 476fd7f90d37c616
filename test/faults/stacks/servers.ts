import { basename } from 'node:path'
import { openMongo } from '@ledger/event-sourcing'
import { openLedger, settingsFrom } from '@ledger/ledger'
import { databaseOn } from '../../stacks/database.js'
import { proxyBefore } from '../../stacks/proxied.js'
import type { Proxy } from '../../stacks/proxy.js'
import { serverOf } from './server-process.js'
import type { Server } from './server-process.js'
import type { Stack } from './stack.js'

type Variable = 'EVENTSTORE_URL' | 'MONGODB_URL'
type Urls = Partial<Record<Variable, string>>

const kinds = {
  EVENTSTORE_URL: { server: 'event store', port: 2113, commands: 'EVENTSTORE' },
  MONGODB_URL: { server: 'read store', port: 27017, commands: 'MONGODB' },
} as const

/**
 * Some or all of the data on servers that the environment of the harness names. The service reaches them over networks
 * that can be made to fail, the harness directly. A data folder has streams and a database of its own.
 */
export function onServers(name: string, ...variables: readonly Variable[]): Stack {
  const networks: Record<string, Proxy> = {}
  const servers: Record<string, Server> = {}
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
    servers,
    async prepare() {
      for (const [variable, url] of Object.entries(urlsOf(variables)) as [Variable, string][]) {
        const { server, port, commands } = kinds[variable]
        const { proxy, url: led } = await proxyBefore(url, port)
        networks[server] = proxy
        through[variable] = led
        const killable = serverOf(commands, process.env)
        if (killable) servers[server] = killable
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
