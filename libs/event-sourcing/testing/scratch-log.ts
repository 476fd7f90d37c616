import { join } from 'node:path'
import { Codec, Executor, SqliteEventStore, SqliteOperations, SqlitePersonalKeys, States } from '../src/index.js'
import type { AnyEventDefinition, EventStore, Recorded, StoredEvent } from '../src/index.js'
import { temporaryFolder } from './temporary-folder.js'

interface Ways {
  /** Stands between the executor and the log: to count, or to fail on purpose. */
  readonly through?: (events: EventStore) => EventStore
  readonly clock?: () => Date
}

/** What one process has open on a folder; several may be on the same. */
export async function openProcess(folder: string, definitions: readonly AnyEventDefinition[], ways: Ways = {}) {
  const file = (name: string) => ({ file: join(folder, name) })
  const log = await SqliteEventStore.open({ ...file('events.sqlite'), pollMs: 5 })
  const keys = await SqlitePersonalKeys.open(file('keys.sqlite'))
  const operations = await SqliteOperations.open(file('operations.sqlite'))
  const events = ways.through?.(log) ?? log
  const codec = new Codec(definitions, keys)
  const states = new States(events, codec, operations.snapshots)
  const executor = new Executor(events, codec, states, operations.journal, ways.clock)
  return {
    events,
    keys,
    operations,
    codec,
    states,
    executor,
    /** Everything that was recorded, in order. */
    async recorded(): Promise<readonly Recorded[]> {
      const stored: StoredEvent[] = await Array.fromAsync(log.readAll())
      return (await codec.decode(stored)).filter((one) => one !== undefined)
    },
    close: () => Promise.all([log.close(), keys.close(), operations.close()]),
  }
}

export type Process = Awaited<ReturnType<typeof openProcess>>

/** A folder for processes that come and go; those that are still open at its end are closed. */
export async function scratchFolder(definitions: readonly AnyEventDefinition[]) {
  const folder = await temporaryFolder()
  const opened: Process[] = []
  return {
    path: folder.path,
    async open(ways: Ways = {}): Promise<Process> {
      const one = await openProcess(folder.path, definitions, ways)
      opened.push(one)
      return one
    },
    async [Symbol.asyncDispose]() {
      for (const one of opened) await one.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}
