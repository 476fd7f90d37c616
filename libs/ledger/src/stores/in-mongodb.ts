import { MongoTokenStore, Tokens } from '@ledger/access'
import { MongoOperations, MongoPersonalKeys, openMongo } from '@ledger/event-sourcing'
import { MongoCheckpointStore, MongoKeyStore, MongoTileStore } from '@ledger/proof'
import type { ProofStores } from '@ledger/proof'
import { MongoReadStore } from '@ledger/read-store'
import { MongoWorkSpool } from '@ledger/work'
import type { MongoDatabase } from '@ledger/event-sourcing'
import type { Belongings, Keep, State } from './state.js'

/** Enough for eight projectors; each of the partitions has a checkpoint of its own in every view. */
const PARTITIONS = 8

/** @param dataDir takes the text of the first token where this process makes it */
export async function stateInMongo(url: string, dataDir: string, keep: Keep): Promise<State> {
  const mongo = await keep(openMongo({ url }))
  const { keys, spool, proof, tokens } = await belongingsOn(mongo, keep)
  return {
    keys,
    operations: await keep(MongoOperations.open(mongo)),
    spool,
    uploads: await keep(MongoWorkSpool.open(mongo, 'import_chunks')),
    read: await keep(MongoReadStore.open(mongo)),
    proof: { ...proof, tiles: await keep(MongoTileStore.open(mongo)) },
    tokens: await Tokens.open({ dataDir, store: tokens }),
    partitions: PARTITIONS,
  }
}

export async function belongingsInMongo(url: string, keep: Keep): Promise<Belongings> {
  return belongingsOn(await keep(openMongo({ url })), keep)
}

export async function tokensInMongo(url: string, dataDir: string, keep: Keep): Promise<Tokens> {
  return Tokens.open({ dataDir, store: new MongoTokenStore(await keep(openMongo({ url }))) })
}

export async function proofInMongo(url: string, keep: Keep): Promise<ProofStores> {
  const mongo = await keep(openMongo({ url }))
  return { ...(await signedOn(mongo, keep)), tiles: await keep(MongoTileStore.open(mongo)) }
}

async function belongingsOn(mongo: MongoDatabase, keep: Keep): Promise<Belongings> {
  return {
    keys: await keep(Promise.resolve(new MongoPersonalKeys(mongo))),
    spool: await keep(MongoWorkSpool.open(mongo)),
    proof: await signedOn(mongo, keep),
    tokens: new MongoTokenStore(mongo),
  }
}

async function signedOn(mongo: MongoDatabase, keep: Keep): Promise<Belongings['proof']> {
  return {
    checkpoints: await keep(Promise.resolve(new MongoCheckpointStore(mongo))),
    keys: new MongoKeyStore(mongo),
  }
}
