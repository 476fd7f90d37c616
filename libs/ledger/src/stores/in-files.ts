import { join } from 'node:path'
import { Tokens } from '@ledger/access'
import { SqliteOperations, SqlitePersonalKeys } from '@ledger/event-sourcing'
import { KeyFolder, SqliteCheckpointStore, SqliteTileStore } from '@ledger/proof'
import type { ProofStores } from '@ledger/proof'
import { SqliteReadStore } from '@ledger/read-store'
import { SqliteWorkSpool } from '@ledger/work'
import type { Keep, State } from './state.js'

/** A second projector would only wait for the first one's commits. */
const PARTITIONS = 1

export async function stateInFiles(dataDir: string, keep: Keep): Promise<State> {
  const file = (name: string) => ({ file: join(dataDir, name) })
  return {
    keys: await keep(SqlitePersonalKeys.open(file('keys.sqlite'))),
    operations: await keep(SqliteOperations.open(file('operations.sqlite'))),
    spool: await keep(SqliteWorkSpool.open(file('work.sqlite'))),
    read: await keep(SqliteReadStore.open(file('views.sqlite'))),
    proof: await proofInFiles(dataDir, keep),
    tokens: await tokensInFiles(dataDir),
    partitions: PARTITIONS,
  }
}

export const tokensInFiles = (dataDir: string): Promise<Tokens> => Tokens.open({ dataDir })

export async function proofInFiles(dataDir: string, keep: Keep): Promise<ProofStores> {
  return {
    tiles: await keep(SqliteTileStore.open({ file: join(dataDir, 'tree.sqlite') })),
    checkpoints: await keep(SqliteCheckpointStore.open({ file: join(dataDir, 'checkpoints.sqlite') })),
    keys: new KeyFolder(join(dataDir, 'log-keys')),
  }
}
