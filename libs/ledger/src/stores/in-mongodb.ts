import { MongoTokenStore, Tokens } from '@ledger/access'
import { MongoOperations, MongoPersonalKeys, openMongo } from '@ledger/event-sourcing'
import { MongoCheckpointStore, MongoKeyStore, MongoTileStore } from '@ledger/proof'
import type { ProofStores } from '@ledger/proof'
import { MongoReadStore } from '@ledger/read-store'
import { MongoWorkSpool } from '@ledger/work'
import type { MongoDatabase } from '@ledger/event-sourcing'
import type { Keep, State } from './state.js'

/** Enough for eight projectors; each of the partitions has a checkpoint of its own in every view. */
const PARTITIONS = 8

/** @param dataDir takes the text of the first token where this process makes it */
export async function stateInMongo(url: string, dataDir: string, keep: Keep): Promise<State> {
  const mongo = await keep(openMongo({ url }))
  return {
    keys: await keep(Promise.resolve(new MongoPersonalKeys(mongo))),
    operations: await keep(MongoOperations.open(mongo)),
    spool: await keep(MongoWorkSpool.open(mongo)),
    read: await keep(MongoReadStore.open(mongo)),
    proof: await proofOn(mongo, keep),
    tokens: await tokensOn(mongo, dataDir),
    partitions: PARTITIONS,
  }
}

export async function tokensInMongo(url: string, dataDir: string, keep: Keep): Promise<Tokens> {
  return tokensOn(await keep(openMongo({ url })), dataDir)
}

export async function proofInMongo(url: string, keep: Keep): Promise<ProofStores> {
  return proofOn(await keep(openMongo({ url })), keep)
}

async function proofOn(mongo: MongoDatabase, keep: Keep): Promise<ProofStores> {
  return {
    tiles: await keep(MongoTileStore.open(mongo)),
    checkpoints: await keep(Promise.resolve(new MongoCheckpointStore(mongo))),
    keys: new MongoKeyStore(mongo),
  }
}

const tokensOn = (mongo: MongoDatabase, dataDir: string): Promise<Tokens> =>
  Tokens.open({ dataDir, store: new MongoTokenStore(mongo) })
