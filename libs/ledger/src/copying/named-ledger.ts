import { DEFAULT_PREFIX } from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import { BadSettings } from '../settings.js'
import type { Belongings } from '../stores/state.js'
import { belongingsNamed, logNamed } from './named-stores.js'
import type { NamedStore } from './named-stores.js'

/** A ledger as a command line names it. */
export interface NamedLedger {
  readonly log: NamedStore<EventStore>
  /** Missing where nothing was named but a server for the log. */
  readonly belongings?: NamedStore<Belongings>
}

type Environment = Readonly<Record<string, string | undefined>>

const VARIABLES: readonly string[] = ['EVENTSTORE_URL', 'MONGODB_URL']

/**
 * @param names as the settings have it: a data folder holds what no server does, a connection string of EventStoreDB leads
 * to the log, one of MongoDB to the rest. `EVENTSTORE_URL` and `MONGODB_URL` stand for those that the environment holds:
 * what stands on a command line can be seen by everybody on the machine.
 * @throws BadSettings
 */
export function namedLedger(names: readonly string[], environment: Environment, prefix?: string): NamedLedger {
  const stores = Map.groupBy(
    names.map((name) => valueOf(name, environment)),
    kindOf,
  )
  if ([...stores.values()].some(({ length }) => length > 1))
    throw new BadSettings(['name no more than one data folder, one EventStoreDB and one MongoDB'])
  const [folder] = stores.get('folder') ?? []
  const [log = folder] = stores.get('EventStoreDB') ?? []
  const [belongings = folder] = stores.get('MongoDB') ?? []
  if (log === undefined) throw new BadSettings(['MongoDB holds no log: name a data folder or EVENTSTORE_URL as well'])
  return {
    log: logNamed(log, prefix ?? (environment['EVENTSTORE_PREFIX'] || DEFAULT_PREFIX)),
    ...(belongings === undefined ? {} : { belongings: belongingsNamed(belongings) }),
  }
}

function valueOf(name: string, environment: Environment): string {
  const value = VARIABLES.includes(name) ? environment[name] : name
  if (!value) throw new BadSettings([`${name} is not set`])
  return value
}

function kindOf(store: string): 'EventStoreDB' | 'MongoDB' | 'folder' {
  if (/^esdb(\+discover)?:/.test(store)) return 'EventStoreDB'
  return /^mongodb(\+srv)?:/.test(store) ? 'MongoDB' : 'folder'
}
