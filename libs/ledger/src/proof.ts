import { Tenure } from '@ledger/event-sourcing'
import type { EventStore, TenureOptions } from '@ledger/event-sourcing'
import { Proof } from '@ledger/proof'
import type { ProofStores } from '@ledger/proof'
import type { Log } from './ledger.js'
import type { Settings } from './settings.js'
import { treeFilesOf } from './stores/in-files.js'
import { openProofStores } from './stores/stores.js'

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
  const files = treeFilesOf(settings)
  return new Proof({
    ...stores,
    events,
    ...(files && { files }),
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

/** Nothing runs by itself here, so there is nothing to hold. */
const always = { held: true, start: () => undefined, stop: async () => undefined }

/** Opens log and proofs, beside a running service too. @throws CannotOpen */
export async function openProof(settings: Settings): Promise<OpenedProof> {
  const { events, proof: stores, close } = await openProofStores(settings)
  const onTrouble = (error: unknown) => {
    throw error
  }
  const clock = () => new Date()
  const proof = new Proof({ ...stores, events, settings: settings.proof, duty: always, onTrouble, clock })
  return { events, proof, close }
}
