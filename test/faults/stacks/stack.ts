import type { EventStore } from '@ledger/event-sourcing'
import type { Decode, ReadStore } from '@ledger/read-store'
import type { Proxy } from '../../stacks/proxy.js'
import type { Server } from './server-process.js'

/** The log and the views of a service, opened beside it. */
export interface Opened extends AsyncDisposable {
  readonly events: EventStore
  readonly read: ReadStore
  readonly decode: Decode
}

/** What the service keeps its data in. Everything that a harness does not do over HTTP, it does through this. */
export interface Stack {
  readonly name: string
  /** What lies between the service and its servers, by the name of the server; none where everything is in files. */
  readonly networks: Readonly<Record<string, Proxy>>
  /** Servers that the harness may kill, by their names. */
  readonly servers: Readonly<Record<string, Server>>
  /** Makes what all journeys need. @throws Error that says what is missing */
  prepare?(): Promise<void>
  /** The settings that lead a service to its data; `dataDir` lives through all its starts. */
  environment(dataDir: string): Readonly<Record<string, string>>
  /** Opens the same stores through the libraries of the product. */
  open(dataDir: string): Promise<Opened>
  /** Takes away what is not in the folder. */
  remove?(dataDir: string): Promise<void>
  /** Puts the stores back into the form of an earlier version, while no service runs; absent where there was none. */
  age?(dataDir: string): void
}
