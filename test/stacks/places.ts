import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from '@jest/globals'
import { freshPrefix, scratchMongo } from '@ledger/event-sourcing/testing'
import { eventStoreDb } from './eventstoredb.js'
import { mongoDb } from './mongodb.js'
import { serverOf } from './server.js'

/** Where one ledger keeps everything: nobody else is there, and nothing of it stays. */
export interface Place {
  readonly dataDir: string
  /** The settings that lead a service there. */
  readonly environment: Readonly<Record<string, string>>
  remove(): Promise<void>
}

/** Which servers take part; files do the rest. */
export interface Servers {
  readonly eventStore?: string
  readonly mongo?: string
}

/** A place for a new ledger on those servers. Streams of EventStoreDB stay, under a prefix that nobody uses again. */
export async function newPlace({ eventStore, mongo }: Servers = {}): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'campaign-ledger-'))
  const database = mongo === undefined ? undefined : await scratchMongo(mongo)
  return {
    dataDir,
    environment: {
      DATA_DIR: dataDir,
      ...(eventStore === undefined ? {} : { EVENTSTORE_URL: eventStore, EVENTSTORE_PREFIX: freshPrefix() }),
      ...(database ? { MONGODB_URL: database.url } : {}),
    },
    async remove() {
      await database?.[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true })
    },
  }
}

type Tests = (place: () => Promise<Place>) => void

const onEventStore = await serverOf(eventStoreDb)
const onMongo = await serverOf(mongoDb)

/** On both servers; skipped, with a line that says how to run them, where one is missing. */
export const onBothServers = (tests: Tests): void =>
  onEventStore((eventStore) => onMongo((mongo) => tests(() => newPlace({ eventStore: eventStore(), mongo: mongo() }))))

/** In files, and on both servers. */
export function onStacks(tests: Tests): void {
  describe('in files', () => tests(() => newPlace()))
  onBothServers(tests)
}

/** In files, on each of the servers with the rest in files, and on both. */
export function onAllStacks(tests: Tests): void {
  onStacks(tests)
  onEventStore((url) => tests(() => newPlace({ eventStore: url() })))
  onMongo((url) => tests(() => newPlace({ mongo: url() })))
}
