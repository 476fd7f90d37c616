import type { EventStore } from '@ledger/event-sourcing'
import type { Decode, ReadStore } from '@ledger/read-store'

/** The log and the views of a service, opened beside it. */
export interface Opened extends AsyncDisposable {
  readonly events: EventStore
  readonly read: ReadStore
  readonly decode: Decode
}

/** What the service keeps its data in. Everything that a harness does not do over HTTP, it does through this. */
export interface Stack {
  readonly name: string
  /** The settings that lead a service to its data; `dataDir` lives through all its starts. */
  environment(dataDir: string): Readonly<Record<string, string>>
  /** Opens the same stores through the libraries of the product. */
  open(dataDir: string): Promise<Opened>
  /** Puts the stores back into the form of an earlier version, while no service runs; absent where there was none. */
  age?(dataDir: string): void
}
