import { join } from 'node:path'
import { Codec, SqliteEventStore, SqlitePersonalKeys } from '@ledger/event-sourcing'
import { events as kinds } from '@ledger/ledger'
import { SqliteReadStore } from '@ledger/read-store'
import type { Stack } from './stack.js'

/** Everything in the data folder: what the service does where nothing else is said. */
export const embedded: Stack = {
  name: 'embedded',
  environment: (dataDir) => ({ DATA_DIR: dataDir }),
  async open(dataDir) {
    const file = (name: string) => ({ file: join(dataDir, name) })
    const events = await SqliteEventStore.open(file('events.sqlite'))
    const keys = await SqlitePersonalKeys.open(file('keys.sqlite'))
    const read = await SqliteReadStore.open(file('views.sqlite'))
    const codec = new Codec(kinds, keys)
    return {
      events,
      read,
      decode: (stored) => codec.decode(stored),
      async [Symbol.asyncDispose]() {
        await read.close()
        await keys.close()
        await events.close()
      },
    }
  },
}
