import { join } from 'node:path'
import { TokenFile, Tokens } from '@ledger/access'
import { SqliteOperations, SqlitePersonalKeys } from '@ledger/event-sourcing'
import { KeyFolder, SqliteCheckpointStore, SqliteTileStore } from '@ledger/proof'
import type { ProofStores, TreeFiles } from '@ledger/proof'
import { SqliteReadStore } from '@ledger/read-store'
import { SqliteWorkSpool } from '@ledger/work'
import type { Settings } from '../settings.js'
import { logFile } from './log.js'
import type { Belongings, Keep, State } from './state.js'

/** A second projector would only wait for the first one's commits. */
const PARTITIONS = 1

export async function stateInFiles({ dataDir, asFound = false }: Settings, keep: Keep): Promise<State> {
  const file = (name: string) => ({ file: join(dataDir, name) })
  const { keys, spool, proof, tokens } = await belongingsInFiles(dataDir, keep)
  return {
    keys,
    operations: await keep(SqliteOperations.open(file('operations.sqlite'))),
    spool,
    uploads: await keep(SqliteWorkSpool.openForUploads(file('imports.sqlite'))),
    read: await keep(SqliteReadStore.open({ ...file('views.sqlite'), asFound })),
    proof: { ...proof, tiles: await tilesInFiles(dataDir, keep) },
    tokens: await Tokens.open({ dataDir, store: tokens }),
    partitions: PARTITIONS,
  }
}

export async function belongingsInFiles(dataDir: string, keep: Keep): Promise<Belongings> {
  return {
    keys: await keep(SqlitePersonalKeys.open({ file: join(dataDir, 'keys.sqlite') })),
    spool: await keep(SqliteWorkSpool.open({ file: join(dataDir, 'work.sqlite') })),
    proof: await signedInFiles(dataDir, keep),
    tokens: new TokenFile(dataDir),
  }
}

export const tokensInFiles = (dataDir: string): Promise<Tokens> => Tokens.open({ dataDir })

export async function proofInFiles(dataDir: string, keep: Keep): Promise<ProofStores> {
  return { ...(await signedInFiles(dataDir, keep)), tiles: await tilesInFiles(dataDir, keep) }
}

async function signedInFiles(dataDir: string, keep: Keep): Promise<Belongings['proof']> {
  return {
    checkpoints: await keep(SqliteCheckpointStore.open({ file: join(dataDir, 'checkpoints.sqlite') })),
    keys: new KeyFolder(join(dataDir, 'log-keys')),
  }
}

const treeFile = (dataDir: string): string => join(dataDir, 'tree.sqlite')

const tilesInFiles = (dataDir: string, keep: Keep): Promise<SqliteTileStore> =>
  keep(SqliteTileStore.open({ file: treeFile(dataDir) }))

/** Where the log and its tree are, where both are in files. */
export const treeFilesOf = ({ dataDir, eventStore, mongoUrl }: Settings): TreeFiles | undefined =>
  eventStore || mongoUrl !== undefined ? undefined : { log: logFile(dataDir), tree: treeFile(dataDir) }
