import { join } from 'node:path'
import { SqliteEventStore, Tenure } from '@ledger/event-sourcing'
import type { EventStore, TenureOptions } from '@ledger/event-sourcing'
import { KeyFolder, Proof, SqliteCheckpointStore, SqliteTileStore } from '@ledger/proof'
import type { CheckpointStore, KeyStore, TileStore } from '@ledger/proof'
import { CannotOpen } from './cannot-open.js'
import type { Log } from './ledger.js'
import type { Settings } from './settings.js'

/** Where tree, checkpoints and keys of the log are kept. */
export interface ProofStores {
  readonly tiles: TileStore
  readonly checkpoints: CheckpointStore
  readonly keys: KeyStore
}

/** Opens them in the data folder; `open` is told of each, to close it. */
export async function openProofStores(
  { dataDir }: Settings,
  open: <T extends { close(): Promise<void> }>(opening: Promise<T>) => Promise<T>,
): Promise<ProofStores> {
  const file = (name: string) => ({ file: join(dataDir, name) })
  return {
    tiles: await open(SqliteTileStore.open(file('tree.sqlite'))),
    checkpoints: await open(SqliteCheckpointStore.open(file('checkpoints.sqlite'))),
    keys: new KeyFolder(join(dataDir, 'log-keys')),
  }
}

/** The proofs of the ledger over its stores. */
export function proofOver(
  stores: ProofStores,
  parts: {
    readonly events: EventStore
    readonly settings: Settings
    readonly leasing: Pick<TenureOptions, 'leases' | 'holder' | 'onTrouble'>
    readonly log: Log
    readonly clock: () => Date
  },
): Proof {
  const { events, settings, leasing, log, clock } = parts
  return new Proof({
    ...stores,
    events,
    clock,
    settings: settings.proof,
    duty: new Tenure({ ...leasing, name: 'tree of the log' }),
    onTrouble: (error: unknown) => log.error({ err: error }, 'the tree of the log, or its checkpoints, need attention'),
  })
}

/** Log and proofs without the rest: a log is looked at that nothing else may want to open any more. */
export interface OpenedProof {
  readonly events: EventStore
  readonly proof: Proof
  close(): Promise<void>
}

const always = { held: true, start: () => undefined, stop: async () => undefined }

/** Opens log and proofs of a data folder, beside a running service too. @throws CannotOpen */
export async function openProof(settings: Settings): Promise<OpenedProof> {
  const opened: { close(): Promise<void> }[] = []
  const open = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const store = await opening
    opened.unshift(store)
    return store
  }
  const close = async () => {
    for (const one of opened) await one.close()
  }
  try {
    const events = await open(SqliteEventStore.open({ file: join(settings.dataDir, 'events.sqlite') }))
    const stores = await openProofStores(settings, open)
    const onTrouble = (error: unknown) => {
      throw error
    }
    const proof = new Proof({
      ...stores,
      events,
      settings: settings.proof,
      duty: always,
      onTrouble,
      clock: () => new Date(),
    })
    return { events, proof, close }
  } catch (error) {
    await close()
    throw new CannotOpen(`${settings.dataDir} cannot be used: ${(error as Error).message}`, { cause: error })
  }
}
