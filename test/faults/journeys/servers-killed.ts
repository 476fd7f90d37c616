import type { Server } from '../stacks/server-process.js'
import { pause } from '../waiting.js'
import { outage } from './outage.js'
import type { Fault } from './outage.js'

/** Some of them at the same moment. */
type Victims = readonly (readonly [name: string, server: Server])[]

/** Started again even where the harness itself fails: it is somebody's server. */
const killed: Fault<Victims> = async (victims, random) => {
  const ms = random.between(0, 3_000)
  try {
    await Promise.all(victims.map(([, server]) => server.kill()))
    await pause(ms)
  } finally {
    await Promise.all(victims.map(([, server]) => server.start()))
  }
  return `${victims.map(([name]) => name).join(' and ')} killed, started ${ms} ms later`
}

/** The servers themselves end without a word, not only the way to them: what they have acknowledged must be there. */
export const serversKilled = outage({
  name: 'servers-killed',
  about: 'kill -9 of the event store, of the read store, of both under load: what was acknowledged is there afterwards',
  targets({ servers }) {
    const all = Object.entries(servers)
    return all.length === 0 ? [] : [...all.map((one) => [one]), ...(all.length > 1 ? [all] : [])]
  },
  missing:
    'nobody said how to kill and start the servers: EVENTSTORE_KILL and EVENTSTORE_START, MONGODB_KILL and MONGODB_START',
  faults: [killed],
})
