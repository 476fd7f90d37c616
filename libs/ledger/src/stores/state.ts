import type { Tokens, TokenStore } from '@ledger/access'
import type { Bookmarks, CommandJournal, LeaseBook, PersonalKeys, SnapshotStore } from '@ledger/event-sourcing'
import type { ProofStores } from '@ledger/proof'
import type { ReadStore } from '@ledger/read-store'
import type { WorkSpool } from '@ledger/work'

/** What a ledger keeps beside its log. */
export interface State {
  readonly keys: PersonalKeys
  readonly operations: {
    readonly journal: CommandJournal
    readonly snapshots: SnapshotStore
    readonly bookmarks: Bookmarks
    readonly leases: LeaseBook
  }
  readonly spool: WorkSpool
  /** Files that were sent to be imported; gone after a day. */
  readonly uploads: WorkSpool
  readonly read: ReadStore
  readonly proof: ProofStores
  readonly tokens: Tokens
  /** Into how many parts the projectors of all processes share their work. */
  readonly partitions: number
}

/** What of that cannot be made again from the log: it belongs to the ledger wherever that goes. */
export interface Belongings extends Pick<State, 'keys' | 'spool'> {
  readonly proof: Pick<ProofStores, 'checkpoints' | 'keys'>
  readonly tokens: TokenStore
}

/** Remembers what was opened, to be closed in the end or when something after it cannot be opened. */
export type Keep = <T extends { close(): Promise<void> }>(opening: Promise<T>) => Promise<T>
