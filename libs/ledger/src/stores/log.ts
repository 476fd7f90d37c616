import { join } from 'node:path'
import { openEventStoreDb, SqliteEventStore } from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import type { Settings } from '../settings.js'

type Where = Pick<Settings, 'dataDir' | 'eventStore' | 'asFound'>

/** The file of the log in a data folder. */
export const logFile = (dataDir: string): string => join(dataDir, 'events.sqlite')

/** Opens the log: on EventStoreDB where a server is named, else in the data folder. @throws StoreUnavailable */
export const openLog = ({ dataDir, eventStore, asFound = false }: Where): Promise<EventStore> =>
  eventStore ? openEventStoreDb(eventStore) : SqliteEventStore.open({ file: logFile(dataDir), asFound })
