import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite'
import type { NewStoredEvent } from '@ledger/event-sourcing'

/**
 * The peer as its documentation sets it up: a file, the schema made by itself (WAL and SQLite's default durability,
 * which is FULL). It opens a connection for each append, and of those that come at once most are refused (SQLITE_BUSY):
 * they are handed to it one after another, which is the fastest it can do, and again where it refuses all the same.
 */
export async function openEmmett(fileName: string) {
  process.on('uncaughtException', passOver)
  const store = getSQLiteEventStore({ fileName, schema: { autoMigration: 'CreateOrUpdate' } })
  let turn: Promise<unknown> = Promise.resolve()
  return {
    append(stream: string, { type, data, metadata }: NewStoredEvent): Promise<unknown> {
      const next = turn.then(() => untilTaken(() => store.appendToStream(stream, [{ type, data, metadata }])))
      turn = next.catch(() => undefined)
      return next
    },
    close: async (): Promise<void> => {
      await store.close?.()
      process.off('uncaughtException', passOver)
    },
  }
}

/**
 * Each of its connections asks for WAL anew, without waiting for the answer, and now and then too late; nobody hears the
 * refusal, and the file is in WAL long since.
 */
function passOver(error: Error): void {
  if (!error.message.includes('cannot change into wal mode')) throw error
}

async function untilTaken(append: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      return await append()
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    }
  }
}
