import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Codec, SqliteEventStore, SqlitePersonalKeys } from '@ledger/event-sourcing'
import { events as kinds, views } from '@ledger/ledger'
import { SealedReadStore, SqliteReadStore } from '@ledger/read-store'
import type { Stack } from './stack.js'

/** What lies between the files of the first version and those of today, backwards. */
const FIRST_VERSION: Readonly<Record<string, string>> = {
  'events.sqlite': 'ALTER TABLE events DROP COLUMN checksum; DROP TABLE home; PRAGMA user_version = 1',
  'views.sqlite': 'ALTER TABLE checkpoints DROP COLUMN event; DROP TABLE home; PRAGMA user_version = 1',
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'])

/** Everything in the data folder: what the service does where nothing else is said. */
export const embedded: Stack = {
  age(dataDir) {
    for (const [file, sql] of Object.entries(FIRST_VERSION)) {
      const database = new DatabaseSync(join(dataDir, file))
      if (versionOf(database) > 1) database.exec(sql)
      database.close()
    }
  },
  name: 'embedded',
  networks: {},
  servers: {},
  environment: (dataDir) => ({ DATA_DIR: dataDir }),
  async open(dataDir) {
    const file = (name: string) => ({ file: join(dataDir, name) })
    const events = await SqliteEventStore.open(file('events.sqlite'))
    const keys = await SqlitePersonalKeys.open(file('keys.sqlite'))
    const read = await SqliteReadStore.open(file('views.sqlite'))
    const codec = new Codec(kinds, keys)
    return {
      events,
      read: new SealedReadStore(read, keys, views),
      decode: (stored) => codec.decode(stored),
      async [Symbol.asyncDispose]() {
        await read.close()
        await keys.close()
        await events.close()
      },
    }
  },
}
